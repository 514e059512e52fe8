import type { AuthorizationStore } from '@picard-mcp/oauth/ports';
import type { Database } from '../database/database.js';
import { clientStore } from './client-store.js';
import { grantStore } from './grant-store.js';
import { purge } from './purge.js';
import { rateLimiter } from './rate-limiter.js';
import { revocationStore } from './revocation-store.js';
import { sessionStore } from './session-store.js';
import { signingKeyStorage } from './signing-key-storage.js';
import { totals } from './totals.js';

/** The authorization server's store in the database. Each method is one statement or transaction. */
export function authorizationStore(database: Database): AuthorizationStore {
  return {
    clients: clientStore(database),
    grants: grantStore(database),
    sessions: sessionStore(database),
    revocations: revocationStore(database),
    signingKeys: signingKeyStorage(database),
    rateLimiter: (policy) => rateLimiter(database, policy),
    purge: (now) => purge(database, now),
    totals: () => totals(database),
  };
}
