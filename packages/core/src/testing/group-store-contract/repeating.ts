import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GroupId, newId, type UserId } from '../../ids.js';
import type { Group } from '../../permission/group.js';
import type { GroupStore } from '../../ports/group-store.js';
import type { Store } from '../../ports/store.js';
import type { StoreFactory } from '../store-factory.js';

const created = new Date('2030-01-01T00:00:00.000Z');
const later = new Date('2030-01-02T03:04:05.678Z');
const adding = { at: later, maxMembers: 1_000 };
const plus = (ms: number) => new Date(later.getTime() + ms);

/** What a `GroupStore` makes of ids that come twice, and of changes that expect a state. */
export function groupRepetitionContract(name: string, open: StoreFactory): void {
  describe(`${name}: group store, repeated and conflicting calls`, () => {
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
        ...{ id: newId(), ownerId: owner, name: 'Crew', description: undefined },
        ...{ memberIds: [member], createdAt: created, updatedAt: created },
        ...fields,
      };
      expect(await groups.insert(group)).toEqual({ outcome: 'inserted' });
      return group;
    }

    describe('ids', () => {
      it('gives the owner the group that has the id, whatever the name, and others nothing of it', async () => {
        const group = await inserted();
        const again = { ...group, name: 'Guests' };
        expect(await groups.insert(group)).toEqual({ outcome: 'taken', current: group });
        expect(await groups.insert(again)).toEqual({ outcome: 'taken', current: group });
        for (const ownerId of [member, stranger]) {
          const answer = await groups.insert({ ...group, ownerId });
          expect(answer).toEqual({ outcome: 'taken', current: undefined });
        }
        expect(await groups.find(owner, group.id)).toEqual(group);
        expect(await groups.idsOf(stranger)).toEqual([]);
      });

      it('gives no group the id of one that was removed', async () => {
        const group = await inserted();
        await groups.remove(owner, group.id);
        for (const ownerId of [owner, stranger]) {
          const answer = await groups.insert({ ...group, ownerId });
          expect(answer).toEqual({ outcome: 'taken', current: undefined });
        }
        expect(await groups.idsOf(stranger)).toEqual([]);
      });

      it('does not count an id as used when the name was taken', async () => {
        await inserted();
        const id = newId<GroupId>();
        await expect(inserted({ id })).rejects.toMatchObject({ code: 'conflict' });
        await inserted({ id, name: 'Guests' });
      });

      it('inserts one of 20 groups of the same id at once, and gives the others that one', async () => {
        const id = newId<GroupId>();
        const names = Array.from({ length: 20 }, (_, index) => `Crew ${index}`);
        const answers = await Promise.all(
          names.map((name) =>
            groups.insert({
              ...{ id, ownerId: owner, name, description: undefined, memberIds: [member] },
              ...{ createdAt: created, updatedAt: created },
            }),
          ),
        );
        const winner = answers.findIndex(({ outcome }) => outcome === 'inserted');
        const others = answers.filter((_, index) => index !== winner);
        expect(others).toHaveLength(19);
        const current = expect.objectContaining({ id, name: names[winner] });
        for (const answer of others) expect(answer).toEqual({ outcome: 'taken', current });
        expect(await groups.listOf(owner)).toHaveLength(1);
      });
    });

    describe('expecting a time of the last change', () => {
      it('changes and removes a group that was last changed then', async () => {
        const group = await inserted();
        const change = { name: 'Guests', updatedAt: later, expectedUpdatedAt: created };
        const changed = { ...group, name: 'Guests', updatedAt: later };
        expect(await groups.update(owner, group.id, change)).toEqual({
          outcome: 'changed',
          group: changed,
        });
        expect(await groups.update(owner, group.id, change)).toEqual({
          outcome: 'conflict',
          current: changed,
        });
        expect(await groups.remove(owner, group.id, created)).toEqual({
          outcome: 'conflict',
          current: changed,
        });
        expect(await groups.find(owner, group.id)).toEqual(changed);
        expect(await groups.remove(owner, group.id, later)).toEqual({ outcome: 'removed' });
        expect(await groups.remove(owner, group.id, later)).toEqual({ outcome: 'not_found' });
      });

      it('tells two changes of the same millisecond apart', async () => {
        const { id } = await inserted();
        await groups.update(owner, id, { name: 'A', updatedAt: later });
        await groups.addMembers(owner, id, [stranger], adding);
        await groups.removeMembers(owner, id, [stranger], later);
        await groups.update(owner, id, { name: 'B', updatedAt: created });
        expect((await groups.find(owner, id))?.updatedAt).toEqual(plus(3));
      });

      it('lets one of 20 changes at once through', async () => {
        const { id } = await inserted();
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            groups.update(owner, id, {
              ...{ name: `Crew ${index}`, updatedAt: later, expectedUpdatedAt: created },
            }),
          ),
        );
        const outcomes = answers.map(({ outcome }) => outcome);
        expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
        expect(await groups.find(owner, id)).toMatchObject({
          name: `Crew ${outcomes.indexOf('changed')}`,
        });
      });
    });
  });
}
