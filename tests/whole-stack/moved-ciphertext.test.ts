import { inspect } from 'node:util';
import { newId, type UserId } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WholeStack, wholeStack } from './whole-stack.js';

const secretText = 'The deed lies under the third floorboard.';

// Somebody who can write to the database, but holds no key, and calls Picard as a user like any other.
describeDatabases('ciphertext that was moved in the database', (database) => {
  const alice = newId<UserId>();
  const mallory = newId<UserId>();
  let now = Date.now();
  let store: TestStore;
  let stack: WholeStack;
  let log: [level: string, fields: object, message: string][];
  let secret: string;
  let other: string;
  let bait: string;

  beforeEach(async () => {
    log = [];
    const to = (level: string) => (fields: object, message: string) =>
      void log.push([level, fields, message]);
    const logger: Logger = {
      debug: to('debug'),
      info: to('info'),
      warn: to('warn'),
      error: to('error'),
    };
    store = await database.open();
    stack = await wholeStack(store, { logger, clock: { now: () => new Date(now) } });
    const submit = async (userId: UserId, text: string) =>
      (await stack.picard.as(userId).memories.submit({ text, metadata: { note: text } })).id;
    secret = await submit(alice, secretText);
    other = await submit(alice, 'The roof was mended in May.');
    bait = await submit(mallory, 'Bait.');
  });
  afterEach(async () => {
    await stack.close();
    await store.close();
  });

  const move = (from: string, to: string, field = 'sealed_text', target = field) =>
    store.sql(
      `update memories set ${target} = (select ${field} from memories where id = $1) where id = $2`,
      [from, to],
    );

  it.each([
    ['to a row of another owner', mallory, () => move(secret, bait)],
    ['to another row of its owner', alice, () => move(secret, other)],
    [
      'from the metadata to the text',
      alice,
      () => move(other, other, 'sealed_metadata', 'sealed_text'),
    ],
    ['with its metadata alone', mallory, () => move(secret, bait, 'sealed_metadata')],
    [
      'together with the data key of its owner',
      mallory,
      async () => {
        await move(secret, bait);
        await store.sql(
          `update data_keys as theirs set (key_id, wrapped) = (own.key_id, own.wrapped)
             from data_keys as own where own.owner_id = $1 and theirs.owner_id = $2`,
          [alice, mallory],
        );
      },
    ],
    [
      'and handed over as a row of another owner',
      mallory,
      () => store.sql('update memories set owner_id = $1 where id = $2', [mallory, secret]),
    ],
    [
      'with its last byte cut off',
      alice,
      () =>
        store.sql(
          'update memories set sealed_text = substr(sealed_text, 1, length(sealed_text) - 1) where id = $1',
          [secret],
        ),
    ],
  ] as const)('does not open, and tells the caller nothing: %s', async (_, reader, tamper) => {
    await tamper();
    // The instance holds no key from before any more.
    now += 120_000;
    const ways = await stack.ways(reader);
    for (const call of Object.values(ways)) {
      const { error } = (await call('retrieve_memories', {})) as { error?: unknown };
      expect(error).toEqual({ code: 'internal', message: expect.any(String) });
      expect(inspect(error)).not.toMatch(/altered|data key|memory/);
    }
    const told = inspect(log, { depth: Infinity });
    expect(log.map(([level]) => level)).toContain('error');
    expect(told).toMatch(/altered, moved, or sealed with another key|data key/);
    expect(told).not.toMatch(/deed|floorboard|roof|mended|Bait/);
  });

  it('answers by HTTP with 500, and opens again once it is back in its place', async () => {
    const ask = () =>
      fetch(new URL('/api/tools', stack.server.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stack.server.token(alice)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ tool: 'retrieve_memories' }),
      });
    const swap = () =>
      store.sql(
        `update memories as one set sealed_text = two.sealed_text from memories as two
          where one.id in ($1, $2) and two.id in ($1, $2) and one.id <> two.id`,
        [secret, other],
      );
    await swap();
    const refused = await ask();
    expect(refused.status).toBe(500);
    expect(await refused.text()).not.toContain(secret);
    await swap();
    const answered = await ask();
    expect(answered.status).toBe(200);
    expect(await answered.text()).toContain(secretText);
  });

  it('can still be deleted by its owner, after which all is well', async () => {
    await move(secret, other);
    const { rest } = await stack.ways(alice);
    expect(await rest('retrieve_memories', {})).toHaveProperty('error');
    expect(await rest('delete_memory', { memory_id: other })).toHaveProperty('data');
    expect(await rest('retrieve_memories', {})).toMatchObject({
      data: { memories: [{ text: secretText }] },
    });
  });
});
