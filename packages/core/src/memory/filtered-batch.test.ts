import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore, testClock } from '../testing/index.js';
import type { DeleteMatchingInput } from './input.js';

const wrongConfirm = { code: 'invalid_input', details: { field: 'confirm' } };
const conflict = { code: 'conflict', details: { field: 'confirm' } };

describe('a batch by filter', () => {
  const [alice, bob] = [newId<UserId>(), newId<UserId>()];
  const filter = { tags: ['x'] };
  let clock: ReturnType<typeof testClock>;
  let picard: Picard;
  let ids: readonly string[];

  beforeEach(async () => {
    clock = testClock(new Date('2030-01-01T00:00:00.000Z'));
    const encryptionKeys = generateEncryptionKey();
    picard = createPicard({ store: memoryStore(), encryptionKeys, clock, background: false });
    ids = (await Promise.all(['a', 'b', 'c'].map((text) => submit(alice, text)))).sort();
    await submit(alice, 'untagged', []);
    await submit(bob, 'of Bob');
    clock.advance(1_000);
  });

  async function submit(userId: UserId, text: string, tags = filter.tags): Promise<string> {
    const permission = userId === bob ? 'public' : 'private';
    return (await picard.as(userId).memories.submit({ text, tags, permission })).id;
  }

  const remove = (input: DeleteMatchingInput, userId = alice) =>
    picard.as(userId).memories.deleteMatching(input);

  async function ask(input: DeleteMatchingInput = { filter }, userId = alice) {
    const asked = await remove({ ...input, dryRun: true }, userId);
    if (asked.outcome !== 'counted') throw new Error('a dry run did something');
    return asked;
  }

  const left = async () => (await picard.as(alice).memories.list({ tags: ['x'] })).memories.length;

  it('counts first, then deletes exactly what was counted', async () => {
    const { count, confirm } = await ask();
    expect([count, await left()]).toEqual([3, 3]);
    clock.advance(1);
    const late = await submit(alice, 'late');
    expect(await remove({ filter, confirm })).toMatchObject({
      ...{ outcome: 'done', succeeded: 3, failed: 0 },
      results: ids.map((memoryId) => ({ ok: true, value: { memoryId } })),
    });
    const { memories } = await picard.as(alice).memories.list({ tags: ['x'] });
    expect(memories.map(({ id }) => id)).toEqual([late]);
    const { memories: deleted } = await picard.as(alice).memories.listDeleted();
    expect(deleted.map(({ id }) => id).sort()).toEqual(ids);
    expect((await picard.as(bob).memories.list()).memories).toHaveLength(1);
  });

  it('changes who may read', async () => {
    const { memories } = picard.as(alice);
    const input = { filter, permission: 'public' } as const;
    const asked = await memories.setPermissionMatching({ ...input, dryRun: true });
    const confirm = asked.outcome === 'counted' ? asked.confirm : undefined;
    await expect(
      memories.setPermissionMatching({ ...input, permission: 'private', confirm }),
    ).rejects.toMatchObject(wrongConfirm);
    expect((await picard.as(bob).memories.list({ userId: alice })).memories).toEqual([]);
    const done = await memories.setPermissionMatching({ ...input, confirm });
    expect(done).toMatchObject({ outcome: 'done', succeeded: 3 });
    expect((await picard.as(bob).memories.list({ userId: alice })).memories).toHaveLength(3);
    // The same words again would undo what was changed since.
    await expect(memories.setPermissionMatching({ ...input, confirm })).rejects.toMatchObject(
      conflict,
    );
  });

  it('needs one of dryRun and confirm', async () => {
    const { confirm } = await ask();
    await expect(remove({ filter })).rejects.toMatchObject(wrongConfirm);
    await expect(remove({ filter, dryRun: true, confirm })).rejects.toMatchObject(wrongConfirm);
    expect(await left()).toBe(3);
  });

  it('takes a confirmation of no other user, filter, operation or finality', async () => {
    const { confirm } = await ask();
    const { confirm: ofBob } = await ask({ filter }, bob);
    const refused = [
      remove({ filter, confirm: ofBob }),
      remove({ filter: {}, confirm }),
      remove({ filter: { ...filter, expired: true }, confirm }),
      remove({ filter, confirm, permanent: true }),
      remove({ filter, confirm: `${confirm.slice(0, -4)}AAAA` }),
      remove({ filter, confirm: '' }),
      picard.as(alice).memories.setPermissionMatching({ filter, permission: 'public', confirm }),
    ];
    for (const call of refused) await expect(call).rejects.toMatchObject(wrongConfirm);
    expect(await left()).toBe(3);
  });

  it('asks again when what matches has changed', async () => {
    const { memories } = picard.as(alice);
    const first = ids[0] ?? '';
    const changes = [
      () => memories.update({ memoryId: first, text: 'changed' }),
      () => memories.update({ memoryId: first, tags: [] }),
      () => memories.delete(ids[1] ?? ''),
    ];
    for (const change of changes) {
      const { confirm } = await ask();
      await change();
      await expect(remove({ filter, confirm })).rejects.toMatchObject(conflict);
    }
    const { count, confirm } = await ask();
    expect(count).toBe(1);
    await remove({ filter, confirm });
    await expect(remove({ filter, confirm })).rejects.toMatchObject(conflict);
  });

  it('holds for ten minutes', async () => {
    const { confirm } = await ask();
    clock.advance(10 * 60_000);
    const late = await ask();
    clock.advance(1);
    await expect(remove({ filter, confirm })).rejects.toMatchObject(conflict);
    clock.advance(10 * 60_000 - 1);
    expect(await remove({ filter, confirm: late.confirm })).toMatchObject({ succeeded: 3 });
  });

  it('means what had expired when it was asked', async () => {
    const expirationDate = new Date(clock.now().getTime() + 5);
    const { memories } = picard.as(alice);
    await memories.update({ memoryId: ids[0] ?? '', expirationDate });
    const { count, confirm } = await ask();
    clock.advance(10);
    expect(count).toBe(3);
    expect(await remove({ filter, confirm })).toMatchObject({ succeeded: 3 });
  });

  it('reaches nobody else, whatever the filter', async () => {
    const filters = [{}, { permission: 'public' as const }];
    for (const each of filters) {
      const input = { filter: each, permanent: true };
      const { confirm } = await ask(input);
      await remove({ ...input, confirm });
    }
    expect((await picard.as(bob).memories.list()).memories).toHaveLength(1);
    const reaching = { userId: bob } as object;
    await expect(remove({ filter: reaching, dryRun: true })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('tells the result of each memory only where they are few', async () => {
    const { memories } = picard.as(alice);
    const items = Array.from({ length: 600 }, (_, index) => ({ text: `${index}`, tags: ['y'] }));
    await memories.batchSubmit(items);
    await memories.batchSubmit(items);
    const many = { tags: ['y'] };
    const { count, confirm } = await ask({ filter: many });
    expect(count).toBe(1_200);
    expect(await remove({ filter: many, confirm })).toEqual({
      ...{ outcome: 'done', succeeded: 1_200, failed: 0, results: undefined },
    });
  });

  it('is named on the wire beside ids, never with them', async () => {
    const run = (operation: string, input: object) =>
      picard.as(alice).execute({ operation, input });
    const named = (field: string) => ({ code: 'invalid_input', details: { field } });
    const refused: readonly (readonly [string, object, string])[] = [
      ['batch_delete_memories', {}, 'memory_ids'],
      ['batch_delete_memories', { memory_ids: ids, filter: {} }, 'filter'],
      ['batch_delete_memories', { memory_ids: ids, dry_run: true }, 'dry_run'],
      ['batch_delete_memories', { memory_ids: ids, confirm: 'x' }, 'confirm'],
      ['batch_delete_memories', { filter: {} }, 'confirm'],
      ['batch_delete_memories', { filter: {}, dry_run: true, atomic: true }, 'atomic'],
      ['batch_delete_memories', { filter: { user_id: bob }, dry_run: true }, 'filter.user_id'],
      ['batch_delete_memories', { filter: { contains: 'x' }, dry_run: true }, 'filter.contains'],
      ['batch_modify_permissions', {}, 'memories'],
      ['batch_modify_permissions', { filter: {}, dry_run: true }, 'permission'],
      ['batch_modify_permissions', { memories: [], permission: 'public' }, 'memories'],
    ];
    for (const [operation, input, field] of refused) {
      await expect(run(operation, input), field).rejects.toMatchObject(named(field));
    }
    const created_before = '2031-01-01T00:00:00Z';
    const call = { filter: { tags: ['x'], created_before }, permission: 'public' };
    const { count, confirm } = await run('batch_modify_permissions', { ...call, dry_run: true });
    expect(count).toBe(3);
    expect(await run('batch_modify_permissions', { ...call, confirm })).toMatchObject({
      ...{ succeeded: 3, failed: 0 },
      results: ids.map((id, index) => ({ index, memory: { id, permission: 'public' } })),
    });
  });
});
