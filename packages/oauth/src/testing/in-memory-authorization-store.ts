import { type Clock, systemClock, type UserStore } from '@picard-mcp/core/ports';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { clients } from './in-memory/clients.js';
import { grants } from './in-memory/grants.js';
import { purge } from './in-memory/purge.js';
import { rateLimits } from './in-memory/rate-limits.js';
import { sessions } from './in-memory/sessions.js';
import { signingKeysInMemory } from './in-memory/signing-keys.js';
import { emptyTables } from './in-memory/tables.js';
import { turns } from './in-memory/turns.js';

export interface InMemoryAuthorizationStoreOptions {
  /** Whose accounts may be inactive. */
  readonly users: Pick<UserStore, 'findById' | 'update'>;
  /** By which rates are counted and refresh tokens found live. Default: the system's. */
  readonly clock?: Clock;
}

/**
 * An authorization store in this process's memory, forgotten with it. The reference of what the ports
 * mean, for tests of what is built on them: it keeps every promise of theirs, but scans everything and
 * writes nothing down.
 */
export function authorizationStoreInMemory({
  users,
  clock = systemClock,
}: InMemoryAuthorizationStoreOptions): AuthorizationStore {
  const tables = emptyTables();
  const limits = rateLimits(() => clock.now());
  return {
    clients: clients(tables),
    grants: grants({ tables, users, now: () => clock.now(), inTurn: turns() }),
    sessions: sessions(tables),
    revocations: {
      async revokeToken({ tokenId, at, expiresAt }) {
        tables.revocations.add({ kind: 'token', subject: tokenId, at, expiresAt });
      },
      after: async (position) => tables.revocations.after(position),
    },
    signingKeys: signingKeysInMemory(tables.signingKeys),
    rateLimiter: limits.limiter,
    async purge(now) {
      purge(tables, now);
      limits.purge(now);
    },
    async totals() {
      const stored = [...tables.clients.values()];
      return {
        clients: stored.length,
        activeClients: stored.filter(({ client }) => client.isActive).length,
        grants: [...tables.grants.values()].filter(({ revokedAt }) => revokedAt === undefined)
          .length,
      };
    },
  };
}
