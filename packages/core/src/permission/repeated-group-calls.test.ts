import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { limits } from '../limits.js';
import { createPicard } from '../picard.js';
import { memoryStore } from '../testing/index.js';
import type { GroupService } from './group-service.js';

const conflict = { code: 'conflict' };
const [alice, bob, carol] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];

describe('groups', () => {
  let mine: GroupService;
  let theirs: GroupService;
  beforeEach(() => {
    const picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      background: false,
    });
    mine = picard.as(alice).groups;
    theirs = picard.as(bob).groups;
  });

  it('are created once by an id of the caller’s choice and the same content', async () => {
    const id = newId();
    const content = { name: 'Crew', description: 'On duty', memberIds: [bob, alice, carol] };
    const first = await mine.create({ id, ...content });
    expect(first).toMatchObject({ id, created: true });
    const same = { ...first, memberIds: [bob, carol].sort(), created: false };
    const again = { ...content, memberIds: [carol, bob] };
    expect(await mine.create({ id, ...again })).toEqual(same);
    expect(await mine.create({ id, name: ' Crew ' })).toEqual(same);
    for (const other of [{ name: 'crew' }, { description: '' }, { memberIds: [bob] }]) {
      await expect(mine.create({ id, ...content, ...other })).rejects.toMatchObject({
        ...conflict,
        details: { current: { id, name: 'Crew', description: 'On duty' } },
      });
    }
    const denied = await theirs.create({ id, ...content }).catch((error) => error);
    expect(denied).toMatchObject({ ...conflict, details: { field: 'id' } });
    expect(denied.details.current).toBeUndefined();
    await expect(mine.create({ id: newId(), name: 'Crew' })).rejects.toMatchObject(conflict);
  });

  it('never come to the readers of a group that was deleted', async () => {
    const { id } = await mine.create({ name: 'Crew', memberIds: [bob] });
    await mine.delete(id);
    await expect(theirs.create({ id, name: 'Crew' })).rejects.toMatchObject(conflict);
    await expect(mine.create({ id, name: 'Crew' })).rejects.toMatchObject(conflict);
  });

  it('are changed and deleted in the expected state alone', async () => {
    const group = await mine.create({ name: 'Crew' });
    const expectedUpdatedAt = group.updatedAt.toISOString();
    await mine.addMembers(group.id, [bob]);
    const refusal = { ...conflict, details: { current: { id: group.id, member_ids: [bob] } } };
    const change = { groupId: group.id, name: 'X', expectedUpdatedAt };
    await expect(mine.update(change)).rejects.toMatchObject(refusal);
    await expect(mine.delete(group.id, { expectedUpdatedAt })).rejects.toMatchObject(refusal);
    const denied = { code: 'not_found' };
    await expect(theirs.update(change)).rejects.toMatchObject(denied);
    await expect(theirs.delete(group.id, { expectedUpdatedAt })).rejects.toMatchObject(denied);
    const [current] = await mine.list();
    const changed = await mine.update({
      ...{ groupId: group.id, name: 'X', expectedUpdatedAt: current?.updatedAt },
    });
    await mine.delete(group.id, { expectedUpdatedAt: changed.updatedAt });
    expect(await mine.list()).toEqual([]);
  });

  it('have at most so many members, also when additions come at once', async () => {
    const { id } = await mine.create({ name: 'Crew' });
    const many = (count: number) => Array.from({ length: count }, () => newId());
    await mine.addMembers(id, many(limits.groupMembers - 1));
    const answers = await Promise.allSettled([1, 2, 3].map(() => mine.addMembers(id, many(1))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers).toContainEqual(
      expect.objectContaining({
        reason: expect.objectContaining({
          code: 'invalid_input',
          details: expect.objectContaining({ field: 'userIds' }),
        }),
      }),
    );
  });
});
