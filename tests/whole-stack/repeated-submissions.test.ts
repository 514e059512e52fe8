import { newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, type Call, type WholeStack, wholeStack } from './whole-stack.js';

type Data = Record<string, unknown>;

const callers = 20;

describeDatabases('submissions with an id that come at once', (database) => {
  let store: TestStore;
  let stack: WholeStack;

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store);
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  const atOnce = (owner: UserId, inputOf: (index: number) => { id: string; text: string }) =>
    Promise.all(
      Array.from({ length: callers }, (_, index) =>
        stack.picard
          .as(owner)
          .memories.submit(inputOf(index))
          .then(
            ({ created }) => (created ? 'created' : 'repeated'),
            ({ code }: { code: string }) => code,
          ),
      ),
    );
  const count = (outcomes: readonly string[], outcome: string) =>
    outcomes.filter((each) => each === outcome).length;

  it('make one memory if they are the same', async () => {
    const owner = newId<UserId>();
    const input = { id: newId(), text: 'Likes plums.', metadata: { from: 'a test' } };
    const outcomes = await atOnce(owner, () => input);
    expect(count(outcomes, 'created')).toBe(1);
    expect(count(outcomes, 'repeated')).toBe(callers - 1);
    expect((await stack.picard.as(owner).memories.list()).memories).toHaveLength(1);
  });

  it('have one winner if they differ, and the others are told of it', async () => {
    const owner = newId<UserId>();
    const id = newId();
    const outcomes = await atOnce(owner, (index) => ({ id, text: `Likes plum ${index}.` }));
    expect(count(outcomes, 'created')).toBe(1);
    expect(count(outcomes, 'conflict')).toBe(callers - 1);
    const winner = outcomes.indexOf('created');
    const { memories } = await stack.picard.as(owner).memories.list();
    expect(memories).toMatchObject([{ id, text: `Likes plum ${winner}.` }]);
  });

  it('in atomic batches store all of a batch or nothing', async () => {
    const owner = newId<UserId>();
    const { memories } = stack.picard.as(owner);
    const contested = newId();
    const batches = Array.from({ length: callers }, (_, index) => [
      { id: newId(), text: `Before ${index}.` },
      { id: contested, text: `Contested ${index}.` },
    ]);
    const outcomes = await Promise.all(
      batches.map((batch) =>
        memories.batchSubmit(batch, { atomic: true }).then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
    expect(count(outcomes, 'done')).toBe(1);
    expect(count(outcomes, 'unprocessable')).toBe(callers - 1);
    const winner = batches[outcomes.indexOf('done')];
    const stored = (await memories.list({ limit: 100 })).memories.map(({ id }) => id);
    expect(stored.toSorted()).toEqual(winner?.map(({ id }) => id).toSorted());
  });

  it('are told the same by REST and by MCP', async () => {
    const owner = newId<UserId>();
    const id = newId();
    for (const [index, call] of Object.values(await stack.ways(owner)).entries()) {
      expect(await told(call, { id, text: 'Likes plums.' })).toBe(index === 0);
      expect(await call('submit_memory', { id, text: 'Likes pears.' })).toMatchObject({
        error: { code: 'conflict', details: { current: { id, text: 'Likes plums.' } } },
      });
      expect(
        await call('batch_submit_memories', { memories: [{ id, text: 'Likes plums.' }] }),
      ).toMatchObject({ data: { results: [{ created: false, memory: { id } }] } });
    }
  });

  async function told(call: Call, data: Data): Promise<unknown> {
    const answer: Answer = await call('submit_memory', data);
    return 'data' in answer && answer.data.created;
  }
});
