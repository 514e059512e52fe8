import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type UserId } from '../ids.js';
import type { ChangeFeed, MemoryChanged } from '../ports/change-feed.js';
import type { Store } from '../ports/store.js';

export interface ChangeFeedContractOptions {
  /**
   * Opens instances of one store: the first for each test, and as many others as the store can
   * have.
   */
  readonly open: () => Promise<readonly [Store, ...Store[]]>;
  /** Closes what `open` opened. */
  readonly close: (instances: readonly Store[]) => Promise<void>;
}

/** What every `ChangeFeed` must do, within one instance and among those that `open` gives. */
export function changeFeedContract(name: string, options: ChangeFeedContractOptions): void {
  describe(`${name}: change feed`, () => {
    let instances: readonly [Store, ...Store[]];
    let feed: ChangeFeed;
    beforeEach(async () => {
      instances = await options.open();
      feed = instances[0].changes;
    });
    afterEach(() => options.close(instances));

    it('tells every subscriber of an instance at once, in order', () => {
      const changes = [created(), updated(), deleted()];
      const [one, two] = [recorder(feed), recorder(feed)];
      feed.publish(changes);
      expect(one.heard).toEqual(changes);
      expect(two.heard).toEqual(changes);
    });

    it('tells nothing to those who stopped, also when they stop twice', () => {
      const [one, two] = [recorder(feed), recorder(feed)];
      one.stop();
      one.stop();
      const change = created();
      feed.publish([change]);
      expect(one.heard).toEqual([]);
      expect(two.heard).toEqual([change]);
    });

    it('takes one function subscribed twice for two subscribers', () => {
      const listener = vi.fn();
      const stop = feed.subscribe(listener);
      feed.subscribe(listener);
      stop();
      feed.publish([created()]);
      expect(listener).toHaveBeenCalledTimes(1);
    });

    it('fails neither the publisher nor the others when a listener fails or leaves', () => {
      feed.subscribe(() => {
        throw new Error('a listener of this test');
      });
      const stop = feed.subscribe(() => stop());
      const { heard } = recorder(feed);
      const changes = [created(), deleted()];
      feed.publish(changes);
      expect(heard).toEqual(changes);
    });

    it('takes nothing at all', () => {
      const { heard } = recorder(feed);
      feed.publish([]);
      expect(heard).toEqual([]);
    });

    it('tells every instance of a change once, in order', async () => {
      const recorders = instances.map(({ changes }) => recorder(changes));
      await allListen(instances, recorders);
      const changes = [created(), updated(), deleted()];
      for (const change of changes) feed.publish([change]);
      const last = created();
      feed.publish([last]);
      for (const { heard } of recorders) {
        await vi.waitFor(() => expect(heard).toContainEqual(last));
        expect(withoutProbes(heard)).toEqual([...changes, last]);
      }
    });

    it('tells every instance of many changes with wide audiences', async () => {
      const recorders = instances.map(({ changes }) => recorder(changes));
      await allListen(instances, recorders);
      const userIds = Array.from({ length: 500 }, () => newId<UserId>());
      const changes = Array.from({ length: 20 }, () => updated(userIds));
      feed.publish(changes);
      const last = deleted();
      feed.publish([last]);
      for (const { heard } of recorders) {
        await vi.waitFor(() => expect(heard).toContainEqual(last));
        expect(withoutProbes(heard)).toEqual([...changes, last]);
      }
    });

    it('tells an instance that subscribes again after it had stopped', async () => {
      const other = instances[instances.length - 1] ?? instances[0];
      const first = recorder(other.changes);
      await allListen(instances, [first]);
      first.stop();
      const again = recorder(other.changes);
      await allListen(instances, [again]);
      const change = created();
      feed.publish([change]);
      await vi.waitFor(() => expect(again.heard).toContainEqual(change));
      expect(first.heard).not.toContainEqual(change);
    });

    it('takes changes after the store was closed, as a late announcement', async () => {
      const { heard } = recorder(feed);
      await options.close(instances);
      instances = await options.open();
      const change = created();
      feed.publish([change]);
      expect(heard).toEqual([change]);
    });
  });
}

interface Recorder {
  readonly heard: readonly MemoryChanged[];
  readonly stop: () => void;
}

function recorder(feed: ChangeFeed): Recorder {
  const heard: MemoryChanged[] = [];
  return { heard, stop: feed.subscribe((change) => heard.push(change)) };
}

/** The owner of the changes by which tests find out whether an instance listens yet. */
const probeOwner = newId<UserId>();

function withoutProbes(heard: readonly MemoryChanged[]): readonly MemoryChanged[] {
  return heard.filter(({ ownerId }) => ownerId !== probeOwner);
}

/** Publishes at the first instance until every recorder has received a change. */
async function allListen(
  [first]: readonly [Store, ...Store[]],
  recorders: readonly Recorder[],
): Promise<void> {
  await vi.waitFor(
    () => {
      first.changes.publish([{ ...created(), ownerId: probeOwner }]);
      for (const { heard } of recorders) expect(heard).not.toEqual([]);
    },
    { timeout: 10_000 },
  );
}

function created(): MemoryChanged {
  const after = { permission: 'public', sharedWith: { userIds: [], groupIds: [] } } as const;
  return { kind: 'created', ownerId: newId(), memoryId: newId(), after };
}

function updated(userIds: readonly UserId[] = [newId()]): MemoryChanged {
  return {
    ...created(),
    kind: 'updated',
    before: { permission: 'shared', sharedWith: { userIds, groupIds: [newId()] } },
  };
}

function deleted(): MemoryChanged {
  const { after: before, ...rest } = created();
  return { ...rest, kind: 'deleted', ...(before && { before }) };
}
