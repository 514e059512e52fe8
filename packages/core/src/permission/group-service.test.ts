import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

describe('groups', () => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  const carol = newId<UserId>();
  let picard: Picard;

  beforeEach(() => {
    picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      background: false,
    });
  });

  it('let members read what is shared with them, from joining to leaving', async () => {
    const group = await picard.as(alice).groups.create({ name: 'Family', memberIds: [bob, alice] });
    expect(group).toMatchObject({ ownerId: alice, name: 'Family', memberIds: [bob] });
    const memory = await picard.as(alice).memories.submit({
      text: 'Holiday in June.',
      permission: 'shared',
      sharedWith: { groupIds: [group.id] },
    });
    expect((await picard.as(bob).memories.get(memory.id)).text).toBe('Holiday in June.');
    const denied = { code: 'not_found' };
    await expect(picard.as(carol).memories.get(memory.id)).rejects.toMatchObject(denied);
    await picard.as(alice).groups.addMembers(group.id, [carol]);
    expect((await picard.as(carol).memories.get(memory.id)).text).toBe('Holiday in June.');
    await picard.as(alice).groups.removeMembers(group.id, [bob]);
    await expect(picard.as(bob).memories.get(memory.id)).rejects.toMatchObject(denied);
    await picard.as(carol).groups.removeMembers(group.id, [carol]);
    await expect(picard.as(carol).memories.get(memory.id)).rejects.toMatchObject(denied);
  });

  it('show their members to their owner alone', async () => {
    await picard.as(alice).groups.create({ name: 'Team', memberIds: [bob, carol] });
    expect((await picard.as(alice).groups.list())[0]?.memberIds.toSorted()).toEqual(
      [bob, carol].toSorted(),
    );
    expect(await picard.as(bob).groups.list()).toMatchObject([{ name: 'Team', memberIds: [] }]);
  });

  it('can be changed by their owner alone', async () => {
    const { id } = await picard.as(alice).groups.create({ name: 'Team', memberIds: [bob] });
    const { groups } = picard.as(bob);
    const denied = { code: 'not_found' };
    await expect(groups.update({ groupId: id, name: 'Mine' })).rejects.toMatchObject(denied);
    await expect(groups.delete(id)).rejects.toMatchObject(denied);
    await expect(groups.addMembers(id, [carol])).rejects.toMatchObject(denied);
    await expect(groups.removeMembers(id, [carol])).rejects.toMatchObject({
      code: 'permission_denied',
    });
    await expect(picard.as(carol).groups.removeMembers(id, [bob])).rejects.toMatchObject(denied);
    const changed = await picard.as(alice).groups.update({ groupId: id, description: 'Us' });
    expect(changed).toMatchObject({ name: 'Team', description: 'Us' });
  });

  it('have names of their own among the groups of one owner', async () => {
    await picard.as(alice).groups.create({ name: 'Friends' });
    await expect(picard.as(alice).groups.create({ name: 'friends ' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(picard.as(bob).groups.create({ name: 'Friends' })).resolves.toMatchObject({
      name: 'Friends',
    });
  });

  it('take what was shared with them along when they go', async () => {
    const { id } = await picard.as(alice).groups.create({ name: 'Club', memberIds: [bob] });
    const memory = await picard.as(alice).memories.submit({
      text: 'x',
      permission: 'shared',
      sharedWith: { groupIds: [id] },
    });
    await picard.as(alice).groups.delete(id);
    await expect(picard.as(bob).memories.get(memory.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await picard.as(alice).memories.get(memory.id)).text).toBe('x');
  });
});
