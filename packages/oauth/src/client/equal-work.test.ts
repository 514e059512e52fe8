import { timingSafeEqual } from 'node:crypto';
import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { parametersOf } from '../http/form.js';
import { authorizationStoreInMemory } from '../testing/in-memory-authorization-store.js';
import { addTestClient, basicAuthorization } from '../testing/test-accounts.js';
import { authenticateClient } from './client-authentication.js';
import { createClientDirectory } from './client-directory.js';

// The real one, watched: what it was asked is the work that was done.
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

const clock = testClock();
const store = authorizationStoreInMemory({ users: memoryStore().users, clock });
const find = vi.spyOn(store.clients, 'find');
const clients = createClientDirectory({ store: store.clients, documents: undefined });

/** How a client was refused, and by how much work. */
async function refuse(clientId: string, secret: string) {
  find.mockClear();
  vi.mocked(timingSafeEqual).mockClear();
  const url = new URL('https://picard.example/token');
  const headers = { authorization: basicAuthorization(clientId, secret) };
  const request = new Request(url, { method: 'POST', headers });
  const error = await authenticateClient(
    { request, url, address: undefined },
    parametersOf(new URLSearchParams()),
    { clients },
  ).catch(({ code }: { code: string }) => code);
  const comparisons = vi.mocked(timingSafeEqual).mock.calls;
  return {
    error,
    looksIntoStore: find.mock.calls.length,
    compared: comparisons.map((sides) => sides.map((side) => side.byteLength)),
  };
}

describe('the work for a client that is refused', () => {
  it('is the same for one that is unknown, inactive or public, and for a wrong secret', async () => {
    const known = await addTestClient({ store, clock }, { isConfidential: true });
    const asleep = await addTestClient({ store, clock }, { isConfidential: true, isActive: false });
    const open = await addTestClient({ store, clock }, {});
    const answers = [
      await refuse(known.clientId, 'wrong'),
      await refuse(crypto.randomUUID(), known.secret),
      await refuse(asleep.clientId, asleep.secret),
      await refuse(open.clientId, open.secret),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({ error: 'invalid_client', looksIntoStore: 1, compared: [[32, 32]] });
    }
  });
});
