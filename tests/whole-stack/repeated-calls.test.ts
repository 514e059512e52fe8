import { createPicard, generateEncryptionKey, limits, newId } from '@picard-mcp/core';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { expect, it } from 'vitest';

describeDatabases('calls that come to two instances at once', (database) => {
  async function twoInstances() {
    const store = await database.open();
    const stores = database.kind === 'pglite' ? [store, store] : [store, await store.another()];
    const encryptionKeys = generateEncryptionKey();
    const user = newId();
    const instances = stores.map((each) =>
      createPicard({ store: each, encryptionKeys, background: false }).as(user),
    );
    return { instances, [Symbol.asyncDispose]: () => store.close() };
  }

  /** So many calls at once, on each instance in turn. */
  const atOnce = <Instance, Value>(
    instances: readonly Instance[],
    call: (instance: Instance, index: number) => Promise<Value>,
  ) =>
    Promise.allSettled(
      Array.from({ length: 10 }, () => instances)
        .flat()
        .map((instance, index) => call(instance, index)),
    );

  const fulfilled = <Value>(answers: readonly PromiseSettledResult<Value>[]) =>
    answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));

  it('create one persona and one group of an id', async () => {
    await using two = await twoInstances();
    const [persona, group] = [newId(), newId()];
    const personas = await atOnce(two.instances, (picard) =>
      picard.personas.create({ id: persona, name: 'P', instructions: 'Be brief.' }),
    );
    const groups = await atOnce(two.instances, (picard) =>
      picard.groups.create({ id: group, name: 'G' }),
    );
    for (const answers of [personas, groups]) {
      const created = fulfilled<{ readonly created: boolean }>(answers);
      expect(created).toHaveLength(20);
      expect(created.filter((each) => each.created)).toHaveLength(1);
    }
  });

  it('are carried out once for one idempotency key', async () => {
    await using two = await twoInstances();
    const call = { operation: 'submit_memory', input: { text: 'Likes plums.' }, key: 'plums' };
    const answers = await atOnce(two.instances, (picard) => picard.executeOnce(call));
    expect(fulfilled(answers).filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' });
    }
    for (const picard of two.instances) {
      expect(await picard.executeOnce(call)).toMatchObject({ isReplayed: true });
      expect((await picard.memories.list()).memories).toHaveLength(1);
    }
  });

  it('change what expects a state once', async () => {
    await using two = await twoInstances();
    const [first] = two.instances;
    const group = await first?.groups.create({ name: 'G' });
    const expected = { expectedUpdatedAt: group?.updatedAt };
    const renamed = await atOnce(two.instances, (picard, index) =>
      picard.groups.update({ groupId: group?.id ?? '', name: `G${index}`, ...expected }),
    );
    expect(fulfilled(renamed)).toHaveLength(1);
    const personaId = group?.ownerId ?? '';
    const changed = await atOnce(two.instances, (picard, index) =>
      picard.personas.update({ personaId, name: `P${index}`, expectedUpdatedAt: null }),
    );
    expect(fulfilled(changed)).toHaveLength(1);
  });

  it('never bring a group beyond the most members', async () => {
    await using two = await twoInstances();
    const many = (count: number) => Array.from({ length: count }, () => newId());
    const [first] = two.instances;
    const group = await first?.groups.create({
      name: 'G',
      memberIds: many(limits.groupMembers - 3),
    });
    const added = await atOnce(two.instances, (picard) =>
      picard.groups.addMembers(group?.id ?? '', many(1)),
    );
    expect(fulfilled(added)).toHaveLength(3);
    expect((await first?.groups.list())?.[0]?.memberIds).toHaveLength(limits.groupMembers);
  });
});
