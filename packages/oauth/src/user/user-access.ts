import type { UserAccess } from '@picard-mcp/core/ports';
import type { AuthorizationContext } from '../context.js';

type Needed = Pick<AuthorizationContext, 'store' | 'clients' | 'clock' | 'logger' | 'revocations'>;

/** The access that users granted, for the archive and the erasure of their accounts. */
export function userAccess({ store, clients, clock, logger, revocations }: Needed): UserAccess {
  /** A client of a metadata document that does not answer has no name now. */
  async function nameOf(clientId: string): Promise<string | undefined> {
    try {
      return (await clients.find(clientId))?.name;
    } catch (err) {
      logger.debug({ err, client_id: clientId }, 'a client of an archive has no name');
      return undefined;
    }
  }

  return {
    async end(userId) {
      await store.grants.revokeUser({ userId, at: clock.now(), deactivate: true });
      await revocations.refresh();
    },
    onEnded: (listener) =>
      revocations.subscribe((matches) => listener((userId) => matches({ userId, scopes: [] }))),
    async list(userId) {
      const grants = await store.grants.listOf(userId);
      const ids = [...new Set(grants.map(({ clientId }) => clientId))];
      const names = new Map(
        await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)),
      );
      return grants.map(({ id, clientId, scopes, createdAt }) => ({
        ...{ grantId: id, clientId, clientName: names.get(clientId), scopes, createdAt },
      }));
    },
  };
}
