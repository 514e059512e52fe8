import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { PicardError } from '../errors.js';
import { newId, type UserId } from '../ids.js';
import { catalogue } from '../operations/catalogue.js';
import { createPicard, type Picard } from '../picard.js';
import type { PicardOptions } from '../picard-options.js';
import type { ActivityEntry } from '../ports/activity-store.js';
import type { Store } from '../ports/store.js';
import { memoryStore, testClock } from '../testing/index.js';

describe('the record of what is done', () => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  const clock = testClock();
  let store: Store;
  let picard: Picard;

  function open(options: Partial<PicardOptions> = {}): Picard {
    return createPicard({
      store,
      encryptionKeys: generateEncryptionKey(),
      clock,
      background: false,
      ...options,
    });
  }

  beforeEach(() => {
    store = memoryStore();
    picard = open();
  });

  /** What was recorded, in the order in which it was done. */
  async function recorded(): Promise<readonly ActivityEntry[]> {
    await picard.close();
    const entries = await store.activity.list({ limit: 1_000 });
    return entries;
  }
  const actions = async () => (await recorded()).map(({ action }) => action);

  it('names who did what, by which client, from where, how it ended and how long it took', async () => {
    const principal = { userId: alice, clientId: 'a client', scopes: ['memories:write'] as const };
    const bound = picard.forPrincipal(principal, { clientAddress: '192.0.2.7' });
    await bound.execute({
      operation: 'submit_memory',
      input: { text: 'My safe opens with 4711.' },
    });
    const [entry] = await recorded();
    expect(entry).toEqual({
      id: expect.any(String),
      at: clock.now(),
      action: 'submit_memory',
      outcome: 'success',
      reason: undefined,
      userId: alice,
      clientId: 'a client',
      address: '192.0.2.7',
      durationMs: expect.any(Number),
      details: undefined,
    });
    expect(entry?.durationMs).toBeGreaterThan(0);
  });

  it('records a call of the library once, by the name of its operation, whatever it leads to', async () => {
    const { memories, personas, groups } = picard.as(alice);
    const { id } = await memories.submit({ text: 'Ann sits by the window.' });
    await memories.get(id);
    await personas.ask({ userId: alice, prompt: 'Where does Ann sit?' });
    await groups.list();
    const entries = await recorded();
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'get_memory',
      'list_groups',
      'query_persona',
      'submit_memory',
    ]);
    expect(entries.find(({ action }) => action === 'get_memory')?.details).toEqual({
      memory_id: id,
    });
    expect(entries.find(({ action }) => action === 'query_persona')?.details).toEqual({
      user_id: alice,
    });
  });

  it.each([
    ['a field that is wrong', { operation: 'submit_memory', input: { text: 7 } }, 'invalid_input'],
    [
      'what is not there',
      { operation: 'delete_memory', input: { memory_id: newId() } },
      'not_found',
    ],
    ['a missing scope', { operation: 'submit_memory', input: { text: 'x' } }, 'insufficient_scope'],
  ])('records what was refused for %s', async (_, call, reason) => {
    const scopes = reason === 'insufficient_scope' ? (['memories:read'] as const) : undefined;
    const bound = picard.forPrincipal({ userId: bob, scopes: scopes ?? ['memories:write'] });
    await expect(bound.execute(call)).rejects.toMatchObject({ code: reason });
    expect(await recorded()).toMatchObject([
      { action: call.operation, outcome: 'refused', reason, userId: bob },
    ]);
  });

  it('records what could not be done as failed', async () => {
    const down = new PicardError('unavailable', 'The database is not responding.');
    picard = open({
      store: {
        ...store,
        groups: new Proxy(store.groups, {
          get: () => async () => {
            throw down;
          },
        }),
      },
    });
    await expect(picard.as(alice).groups.list()).rejects.toBe(down);
    expect(await recorded()).toMatchObject([
      { action: 'list_groups', outcome: 'failed', reason: 'unavailable' },
    ]);
  });

  it('takes down no word of what a caller wrote, not even as the name of an operation', async () => {
    const bound = picard.as(alice);
    await bound.execute({ operation: 'SECRET-1', input: {} }).catch(() => undefined);
    await bound.execute({
      operation: 'submit_memory',
      input: { text: 'SECRET-2', tags: ['SECRET-3'], metadata: { 'SECRET-4': 'SECRET-5' } },
    });
    await bound.execute({ operation: 'query_memory', input: { query: 'SECRET-6' } });
    await bound
      .execute({ operation: 'delete_memory', input: { memory_id: 'SECRET-7' } })
      .catch(() => undefined);
    const entries = await recorded();
    expect(entries).toHaveLength(4);
    expect(entries.map(({ action }) => action)).toContain('unknown_operation');
    expect(JSON.stringify(entries)).not.toContain('SECRET');
  });

  it('is written once for many operations, and nobody waits for it', async () => {
    let writes = 0;
    let answer: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => {
      answer = resolve;
    });
    picard = open({
      store: {
        ...store,
        activity: {
          ...store.activity,
          async append(entries) {
            writes += 1;
            await hanging;
            await store.activity.append(entries);
          },
        },
      },
    });
    const { memories } = picard.as(alice);
    for (let n = 0; n < 100; n += 1) await memories.listTags();
    answer();
    expect(await actions()).toHaveLength(100);
    expect(writes).toBeLessThanOrEqual(2);
  });

  it('is not kept where it is switched off', async () => {
    picard = open({ activity: false });
    await picard.as(alice).memories.listTags();
    expect(await actions()).toEqual([]);
  });

  it('records a stream when it ends', async () => {
    const { memories, transfer } = picard.as(alice);
    await memories.submit({ text: 'One.' });
    for await (const _ of transfer.export({ format: 'jsonl' })) {
      // Only to its end.
    }
    const entries = await recorded();
    expect(entries.filter(({ action }) => action === 'export_memories')).toMatchObject([
      { outcome: 'success' },
    ]);
  });

  it('records every method once, under the name of its operation', async () => {
    const bound = picard.as(alice);
    const { principal: _, execute: __, account, ...services } = bound;
    const methods = [
      ...Object.values(services).flatMap((service) => Object.values(service)),
      account.exportArchive,
    ] as readonly ((input?: unknown) => unknown)[];
    for (const method of methods) await settled(method());
    const names = (await recorded()).map(({ action }) => action);
    expect(names).toHaveLength(methods.length);
    const others = [...catalogue.keys()].filter((name) => !names.includes(name));
    expect(others.sort()).toEqual(['query_user', 'retrieve_memories']);
  });

  it('is kept for as long as it was told, and no longer', async () => {
    const days = (count: number) => count * 24 * 3600_000;
    const entry = (age: number): ActivityEntry => ({
      ...{ id: newId<UserId>(), at: new Date(clock.now().getTime() - age), action: 'login' },
      ...{ outcome: 'success', reason: undefined, userId: alice, clientId: undefined },
      ...{ address: undefined, durationMs: undefined, details: undefined },
    });
    const old = Array.from({ length: 2_500 }, (_, n) => entry(days(7) + 1 + n));
    const young = [entry(0), entry(days(7))];
    await store.activity.append([...old, ...young]);
    let removed = 0;
    let done: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      done = resolve;
    });
    picard = open({
      background: true,
      activity: { days: 7 },
      store: {
        ...store,
        activity: {
          ...store.activity,
          async removeBefore(before, limit) {
            const count = await store.activity.removeBefore(before, limit);
            expect(count).toBeLessThanOrEqual(limit);
            removed += count;
            if (removed === old.length) done();
            return count;
          },
        },
      },
    });
    await finished;
    expect((await recorded()).map(({ id }) => id)).toEqual(young.map(({ id }) => id));
  });

  it.each([0, -1, 0.5, 3_651, Number.NaN])('is not kept for %d days', (days) => {
    expect(() => open({ activity: { days } })).toThrow(/^activity.days: must be a whole number/);
  });
});

/** Waits for what a method returned: a promise, or a stream to its end. Its failure does not matter. */
async function settled(returned: unknown): Promise<void> {
  try {
    const value = await returned;
    if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return;
    for await (const _ of value as AsyncIterable<unknown>) {
      // Only to its end.
    }
  } catch {
    // What is missing in the input is refused, which is recorded too.
  }
}
