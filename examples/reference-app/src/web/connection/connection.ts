import type { Scope } from '../memory-service/tools.js';

/** How a user came to be connected: by this application's word, or by allowing it at the memory server. */
export type ConnectionMethod = 'direct' | 'code';

/** That a user let this application use their memories. */
export interface Connection {
  readonly userId: string;
  readonly method: ConnectionMethod;
  /** The user's id at the memory server. */
  readonly memoryUserId: string | undefined;
  readonly scopes: readonly Scope[];
  readonly connectedAt: Date;
}

/** Whether the connection allows something: admin includes write, write includes read. */
export function allows({ scopes }: Pick<Connection, 'scopes'>, scope: Scope): boolean {
  const order: readonly Scope[] = ['memories:read', 'memories:write', 'memories:admin'];
  return scopes.some((granted) => order.indexOf(granted) >= order.indexOf(scope));
}
