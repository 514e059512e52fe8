import { describe } from 'vitest';
import { clientRevocationContract } from './authorization-store-contract/client-revocation.js';
import { clientsContract } from './authorization-store-contract/clients.js';
import { codesContract } from './authorization-store-contract/codes.js';
import { purgingContract } from './authorization-store-contract/purging.js';
import { purgingClientsContract } from './authorization-store-contract/purging-clients.js';
import { rateLimitsContract } from './authorization-store-contract/rate-limits.js';
import { refreshGraceContract } from './authorization-store-contract/refresh-grace.js';
import { refreshTokensContract } from './authorization-store-contract/refresh-tokens.js';
import { revocationsContract } from './authorization-store-contract/revocations.js';
import { revokingContract } from './authorization-store-contract/revoking.js';
import { revokingUsersContract } from './authorization-store-contract/revoking-users.js';
import { sessionsContract } from './authorization-store-contract/sessions.js';
import { signingKeysContract } from './authorization-store-contract/signing-keys.js';
import { totalsContract } from './authorization-store-contract/totals.js';
import type { AuthorizationStoreFactory } from './authorization-store-contract/use-store.js';

/**
 * What every `AuthorizationStore` must do, races and hostile texts included. `open` opens an empty store
 * with the accounts of its users.
 */
export function authorizationStoreContract(name: string, open: AuthorizationStoreFactory): void {
  describe(`${name}: authorization store`, () => {
    clientsContract(open);
    clientRevocationContract(open);
    codesContract(open);
    refreshTokensContract(open);
    refreshGraceContract(open);
    revokingContract(open);
    revokingUsersContract(open);
    sessionsContract(open);
    revocationsContract(open);
    rateLimitsContract(open);
    signingKeysContract(open);
    purgingContract(open);
    purgingClientsContract(open);
    totalsContract(open);
  });
}
