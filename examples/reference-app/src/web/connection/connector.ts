import type { User } from '../accounts/user.js';
import type { Access } from './access.js';
import type { CodeFlow, CodeFlowOutcome } from './code-flow.js';

/** Makes connections of users to the memory server, keeps them fresh, and ends them. */
export interface Connector {
  /**
   * Connects by this application's word ("direct connect"): the server makes a user of its own for ours. A connection
   * that was there before is ended, also at the server.
   *
   * @param access default: `write`.
   * @throws ServiceError `permission_denied` where the server does not let this application do so; `unregistered`.
   */
  connectDirectly(user: Pick<User, 'id' | 'username' | 'email'>, access?: Access): Promise<void>;
  /**
   * Where to send the browser so that the user logs in at the memory server and allows it there, and what to remember.
   *
   * @throws ServiceError
   */
  beginCodeFlow(access?: Access): Promise<CodeFlow>;
  /**
   * Connects with what the memory server sent the browser back with. Only for `connected` has anything changed.
   *
   * @throws ServiceError when the server cannot be asked.
   */
  finishCodeFlow(
    user: Pick<User, 'id'>,
    flow: Omit<CodeFlow, 'url'>,
    answer: URLSearchParams,
  ): Promise<CodeFlowOutcome>;
  /**
   * A token that is good for now. It is refreshed once, however many ask at the same time, on however many instances.
   *
   * @param options.refused a token that the server did not accept: another one is answered.
   * @throws ServiceError `disconnected` when there is no connection, or the server ended it.
   */
  accessToken(userId: string, options?: { readonly refused?: string }): Promise<string>;
  /** The server refused this token, which was new: if it is still the user's, the connection has ended. */
  giveUp(userId: string, accessToken: string): Promise<void>;
  /**
   * Ends the connection, at the memory server too. If that cannot be reached, the tokens are forgotten all the same.
   *
   * @returns whether nothing of the connection is left at the server.
   */
  disconnect(userId: string): Promise<boolean>;
  /** Resolves when no refresh is under way any more, or soon: before the database is closed. */
  settle(): Promise<void>;
}
