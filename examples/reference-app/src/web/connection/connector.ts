import type { User } from '../accounts/user.js';
import type { CodeFlow } from './code-flow.js';

/** Makes connections of users to the memory server, keeps them fresh, and ends them. */
export interface Connector {
  /**
   * Connects by this application's word ("direct connect"): the server makes a user of its own for ours.
   *
   * @throws ServiceError `permission_denied` where the server does not let this application do so.
   */
  connectDirectly(user: User): Promise<void>;
  /** Where to send the browser so that the user logs in at the memory server and allows it there, and what to remember. */
  beginCodeFlow(): Promise<CodeFlow>;
  /**
   * Connects with what the memory server sent the browser back with.
   *
   * @throws ServiceError `permission_denied` when the user refused, or when it does not belong to `flow`.
   */
  finishCodeFlow(user: User, flow: CodeFlow, answer: URLSearchParams): Promise<void>;
  /**
   * A token that is good for now. It is refreshed once, however many ask at the same time, on however many instances.
   *
   * @param options.refused a token that the server did not accept: another one is answered.
   * @throws ServiceError `disconnected` when there is no connection, or the server ended it.
   */
  accessToken(userId: string, options?: { readonly refused?: string }): Promise<string>;
  /** Ends the connection, at the memory server too. If that cannot be reached, the tokens are forgotten all the same. */
  disconnect(userId: string): Promise<void>;
}
