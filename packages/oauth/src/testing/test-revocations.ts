import { newId, type Principal, type UserId } from '@picard-mcp/core';
import { silentLogger } from '@picard-mcp/core/ports';
import { memoryStore, type TestClock, testClock } from '@picard-mcp/core/testing';
import type { RevocationStore } from '../ports/revocation-store.js';
import {
  createRevocationList,
  type RevocationList,
  type RevocationListOptions,
} from '../revocation/revocation-list.js';
import { authorizationStoreInMemory } from './in-memory-authorization-store.js';

/** Revocations in memory, whose readings are counted and can be held up, and lists over them. */
export interface TestRevocations {
  readonly clock: TestClock;
  readonly store: RevocationStore;
  /** Readings of the store that were begun. */
  readonly reads: number;
  /** What a reading waits for, and fails with. */
  beforeRead: () => Promise<void>;
  /** A list over the store, unless it is given another; closed with the rest. */
  open(options?: Partial<RevocationListOptions>): RevocationList;
  /** Of a token issued now, without a grant. */
  principalOf(tokenId: string): Principal;
  revoke(tokenId: string): Promise<void>;
  close(): Promise<void>;
}

export function testRevocations(): TestRevocations {
  const clock = testClock();
  const { revocations } = authorizationStoreInMemory({ users: memoryStore().users, clock });
  const opened: RevocationList[] = [];
  let reads = 0;
  const store: RevocationStore = {
    revokeToken: revocations.revokeToken,
    async after(position) {
      reads += 1;
      await at.beforeRead();
      return revocations.after(position);
    },
  };
  const at: TestRevocations = {
    clock,
    store,
    get reads() {
      return reads;
    },
    beforeRead: async () => undefined,
    open(options = {}) {
      const list = createRevocationList({ store, clock, logger: silentLogger, ...options });
      opened.push(list);
      return list;
    },
    principalOf: (tokenId) => ({
      ...{ userId: newId<UserId>(), scopes: [], clientId: 'client', tokenId },
      issuedAt: clock.now(),
    }),
    revoke(tokenId) {
      const at = clock.now();
      return store.revokeToken({ tokenId, at, expiresAt: new Date(at.getTime() + 3_600_000) });
    },
    async close() {
      await Promise.all(opened.map((list) => list.close()));
    },
  };
  return at;
}
