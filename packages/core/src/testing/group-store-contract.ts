import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GroupId, newId, type UserId } from '../ids.js';
import type { Group } from '../permission/group.js';
import type { GroupStore } from '../ports/group-store.js';
import type { Store } from '../ports/store.js';
import { groupRepetitionContract } from './group-store-contract/repeating.js';
import { newMemory } from './new-memory.js';
import type { StoreFactory } from './store-factory.js';

const created = new Date('2030-01-01T00:00:00.000Z');
const later = new Date('2030-01-02T03:04:05.678Z');

const adding = { at: later, maxMembers: 1_000 };

/** What every `GroupStore` must do. */
export function groupStoreContract(name: string, open: StoreFactory): void {
  groupRepetitionContract(name, open);
  describe(`${name}: group store`, () => {
    let store: Store;
    let groups: GroupStore;
    let owner: UserId;
    let member: UserId;
    let stranger: UserId;
    beforeEach(async () => {
      store = await open();
      groups = store.groups;
      [owner, member, stranger] = [newId(), newId(), newId()];
    });
    afterEach(() => store.close());

    async function inserted(fields: Partial<Group> = {}): Promise<Group> {
      const group: Group = {
        id: newId(),
        ownerId: owner,
        name: 'Crew',
        description: undefined,
        memberIds: [member],
        createdAt: created,
        updatedAt: created,
        ...fields,
      };
      expect(await groups.insert(group)).toEqual({ outcome: 'inserted' });
      return group;
    }

    describe('reading', () => {
      it('gives a group back to its owner and its members, and to nobody else', async () => {
        const group = await inserted({ name: `O'Brien's "crew" %_\\ 🖖`, description: 'On duty' });
        expect(await groups.find(owner, group.id)).toEqual(group);
        expect(await groups.find(member, group.id)).toEqual(group);
        expect(await groups.find(stranger, group.id)).toBeUndefined();
        expect(await groups.find(owner, newId())).toBeUndefined();
      });

      it('gives members once, in the order of their ids', async () => {
        const ids = Array.from({ length: 5 }, () => newId<UserId>());
        const group = await inserted({ memberIds: [...ids, ...ids] });
        expect((await groups.find(owner, group.id))?.memberIds).toEqual([...ids].sort());
      });

      it('lists the groups that a user owns or belongs to, by name', async () => {
        const joined = await inserted({ name: 'Bridge' });
        const own = await inserted({ ownerId: member, name: 'Away team', memberIds: [] });
        const sameName = await inserted({ ownerId: stranger, name: 'Bridge' });
        await inserted({ name: 'Engineering', memberIds: [stranger] });
        const twins = [joined, sameName].sort((left, right) => (left.id < right.id ? -1 : 1));
        expect(await groups.listOf(member)).toEqual([own, ...twins]);
        expect(await groups.listOf(newId())).toEqual([]);
      });

      it('names the groups that a user owns or is a member of', async () => {
        const group = await inserted();
        const own = await inserted({ ownerId: member, memberIds: [member] });
        expect(await groups.idsOf(owner)).toEqual([group.id]);
        expect([...(await groups.idsOf(member))].sort()).toEqual([group.id, own.id].sort());
        expect(await groups.idsOf(stranger)).toEqual([]);
      });
    });

    describe('names', () => {
      const conflict = { name: 'PicardError', code: 'conflict' };

      it('refuses a second group of the same name to an owner, but not to another', async () => {
        await inserted();
        await expect(inserted({ name: 'CREW' })).rejects.toMatchObject(conflict);
        expect(await groups.listOf(owner)).toHaveLength(1);
        await inserted({ ownerId: stranger });
      });

      it('refuses to rename a group to what another is named', async () => {
        await inserted();
        const other = await inserted({ name: 'Guests' });
        const change = { name: 'crew', updatedAt: later };
        await expect(groups.update(owner, other.id, change)).rejects.toMatchObject(conflict);
        expect(await groups.find(owner, other.id)).toEqual(other);
        expect(await groups.update(owner, other.id, { name: 'GUESTS', updatedAt: later })).toEqual({
          outcome: 'changed',
          group: { ...other, name: 'GUESTS', updatedAt: later },
        });
      });

      it('inserts one of 20 groups of the same name at once', async () => {
        const answers = await Promise.allSettled(Array.from({ length: 20 }, () => inserted()));
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await groups.listOf(owner)).toHaveLength(1);
      });
    });

    describe('changing', () => {
      it('changes what is given and leaves the rest', async () => {
        const group = await inserted({ description: 'On duty' });
        const renamed = { ...group, name: 'Bridge crew', updatedAt: later };
        const change = { name: 'Bridge crew', updatedAt: later };
        expect(await groups.update(owner, group.id, change)).toEqual({
          outcome: 'changed',
          group: renamed,
        });
        const cleared = {
          ...renamed,
          description: undefined,
          updatedAt: new Date(later.getTime() + 1),
        };
        const clear = { description: null, updatedAt: later };
        expect(await groups.update(owner, group.id, clear)).toEqual({
          outcome: 'changed',
          group: cleared,
        });
        expect(await groups.find(member, group.id)).toEqual(cleared);
      });

      it('adds members; those present already stay', async () => {
        const group = await inserted();
        const changed = await groups.addMembers(
          owner,
          group.id,
          [stranger, member, stranger],
          adding,
        );
        const memberIds = [member, stranger].sort();
        const after = { ...group, memberIds, updatedAt: later };
        expect(changed).toEqual({ outcome: 'changed', group: after });
        expect(await groups.find(stranger, group.id)).toEqual(after);
      });

      it('adds nobody where there would be more members than allowed', async () => {
        const group = await inserted();
        const full = { at: later, maxMembers: 2 };
        const more = [stranger, newId<UserId>()];
        expect(await groups.addMembers(owner, group.id, more, full)).toEqual({ outcome: 'full' });
        expect(await groups.find(owner, group.id)).toEqual(group);
        expect(await groups.addMembers(owner, group.id, [stranger, member], full)).toMatchObject({
          outcome: 'changed',
        });
      });

      it('has no more members than allowed when 20 are added at once', async () => {
        const group = await inserted({ memberIds: [] });
        const answers = await Promise.all(
          Array.from({ length: 20 }, () =>
            groups.addMembers(owner, group.id, [newId(), newId()], { at: later, maxMembers: 7 }),
          ),
        );
        expect(answers.filter(({ outcome }) => outcome === 'changed')).toHaveLength(3);
        expect(answers.filter(({ outcome }) => outcome === 'full')).toHaveLength(17);
        expect((await groups.find(owner, group.id))?.memberIds).toHaveLength(6);
      });

      it('removes members; those absent are ignored', async () => {
        const group = await inserted();
        const changed = await groups.removeMembers(owner, group.id, [member, stranger], later);
        expect(changed).toEqual({ ...group, memberIds: [], updatedAt: later });
        expect(await groups.find(member, group.id)).toBeUndefined();
        expect(await groups.idsOf(member)).toEqual([]);
      });

      it('keeps every member when 20 are added at once, and answers each addition with its own', async () => {
        const group = await inserted({ memberIds: [] });
        const ids = Array.from({ length: 20 }, () => newId<UserId>());
        const answers = await Promise.all(
          ids.map((id) => groups.addMembers(owner, group.id, [id], adding)),
        );
        for (const [index, id] of ids.entries()) {
          expect(answers[index]).toMatchObject({
            outcome: 'changed',
            group: { memberIds: expect.arrayContaining([id]) },
          });
        }
        expect((await groups.find(owner, group.id))?.memberIds).toEqual([...ids].sort());
      });

      it.each<[string, (groups: GroupStore, userId: UserId, id: GroupId) => Promise<unknown>]>([
        [
          'rename',
          (store, userId, id) => store.update(userId, id, { name: 'Mine', updatedAt: later }),
        ],
        ['add members to', (store, userId, id) => store.addMembers(userId, id, [userId], adding)],
        [
          'remove members from',
          (store, userId, id) => store.removeMembers(userId, id, [userId], later),
        ],
      ])('lets nobody but the owner %s a group', async (_, attempt) => {
        const group = await inserted();
        for (const userId of [member, stranger]) {
          expect(await attempt(groups, userId, group.id)).toSatisfy(isNotFound);
        }
        expect(await groups.find(owner, group.id)).toEqual(group);
        expect(await attempt(groups, owner, newId())).toSatisfy(isNotFound);
      });
    });

    describe('removing', () => {
      it('removes a group for its owner only', async () => {
        const group = await inserted();
        const other = await inserted({ name: 'Guests' });
        expect(await groups.remove(member, group.id)).toEqual({ outcome: 'not_found' });
        expect(await groups.remove(stranger, group.id)).toEqual({ outcome: 'not_found' });
        expect(await groups.find(member, group.id)).toEqual(group);
        expect(await groups.remove(owner, group.id)).toEqual({ outcome: 'removed' });
        expect(await groups.remove(owner, group.id)).toEqual({ outcome: 'not_found' });
        expect(await groups.find(owner, group.id)).toBeUndefined();
        expect(await groups.idsOf(member)).toEqual([other.id]);
      });

      it('ends every share with the group, also of memories of its members', async () => {
        const [group, other] = [await inserted(), await inserted({ name: 'Guests' })];
        const shared = { permission: 'shared', tags: [] } as const;
        const theirs = newMemory({
          ...shared,
          ownerId: member,
          sharedWith: { userIds: [stranger], groupIds: [group.id, other.id] },
        });
        const own = newMemory({
          ...shared,
          ownerId: owner,
          sharedWith: { userIds: [], groupIds: [group.id] },
        });
        await store.memories.insert([theirs, own]);
        const ids = [theirs.id, own.id];
        expect(await store.memories.find(member, ids, created)).toHaveLength(2);

        await groups.remove(owner, group.id);
        const found = await store.memories.find(member, ids, created);
        expect(found.map(({ id, sharedWith }) => ({ id, sharedWith }))).toEqual([
          { id: theirs.id, sharedWith: { userIds: [stranger], groupIds: [other.id] } },
        ]);
      });

      it('ends what a member could read through the group when the member is removed', async () => {
        const group = await inserted();
        const memory = newMemory({
          ownerId: owner,
          permission: 'shared',
          sharedWith: { userIds: [], groupIds: [group.id] },
        });
        await store.memories.insert([memory]);
        expect(await store.memories.find(member, [memory.id], created)).toHaveLength(1);
        await groups.removeMembers(owner, group.id, [member], later);
        expect(await store.memories.find(member, [memory.id], created)).toEqual([]);
      });
    });
  });
}

/** A change says that there is no such group, a removal of members gives none. */
function isNotFound(answer: unknown): boolean {
  return answer === undefined || (answer as { outcome?: unknown }).outcome === 'not_found';
}
