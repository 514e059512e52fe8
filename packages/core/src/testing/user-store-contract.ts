import { describe } from 'vitest';
import type { StoreFactory } from './store-factory.js';
import { accountsContract } from './user-store-contract/accounts.js';
import { changingAccountsContract } from './user-store-contract/changing-accounts.js';
import { listingUsersContract } from './user-store-contract/listing-users.js';
import { realmsContract } from './user-store-contract/realms.js';

/** What every `UserStore` must do. */
export function userStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: user store`, () => {
    accountsContract(open);
    realmsContract(open);
    listingUsersContract(open);
    changingAccountsContract(open);
  });
}
