import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '../ids.js';
import type { ActivityEntry, ActivityQuery, ActivityStore } from '../ports/activity-store.js';
import { useStore } from './memory-store-contract/use-store.js';
import type { StoreFactory } from './store-factory.js';

/** What every `ActivityStore` must do. */
export function activityStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: activity store`, () => {
    const store = useStore(open);
    const activity = () => store().activity;

    it('gives an entry back as it was written, every field of it', async () => {
      const whole = entry({
        outcome: 'refused',
        reason: 'invalid_grant',
        userId: newId(),
        clientId: 'https://client.example/metadata.json',
        address: '2001:db8::1',
        durationMs: 1.5,
        details: { scope: 'memories:read', attempts: 3, ratio: 0.25, is_first: true },
      });
      const bare = entry({ at: at(-1), outcome: 'failed' });
      await activity().append([whole, bare]);
      expect(await activity().list({ limit: 10 })).toEqual([whole, bare]);
    });

    it('keeps texts of an entry as they are, whatever they hold', async () => {
      const texts = ['', "' or 'a'='a", '"; drop table activity; --', '%', '\\', '$1', 'ü🦊', '{}'];
      const entries = texts.map((text, index) =>
        entry({
          at: at(-index),
          action: text,
          reason: text,
          clientId: text,
          address: text,
          details: { [text]: text },
        }),
      );
      await activity().append(entries);
      expect(await activity().list({ limit: 100 })).toEqual(entries);
    });

    it('takes no entries at all', async () => {
      await activity().append([]);
      expect(await activity().list({ limit: 10 })).toEqual([]);
    });

    it('takes a thousand entries in one step', async () => {
      const entries = Array.from({ length: 1_000 }, (_, index) => entry({ at: at(-index) }));
      await activity().append(entries);
      expect(await activity().list({ limit: 2_000 })).toEqual(entries);
    });

    it('leaves an entry as it is that comes again, and takes those beside it', async () => {
      const [first, second] = [entry(), entry({ at: at(-1) })];
      await activity().append([first]);
      await activity().append([{ ...first, action: 'another' }, second, second]);
      expect(await activity().list({ limit: 10 })).toEqual([first, second]);
    });

    it('keeps each entry once when 20 write the same at once', async () => {
      const entries = Array.from({ length: 20 }, (_, index) => entry({ at: at(-index) }));
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          activity().append(index % 2 ? entries : [...entries].reverse()),
        ),
      );
      expect(await activity().list({ limit: 100 })).toEqual(entries);
    });

    it('lists the newest first, those of one millisecond by descending id', async () => {
      const entries = [0, 5, 5, 5, -5, 9].map((ms) => entry({ at: at(ms) }));
      await activity().append(entries);
      expect(await activity().list({ limit: 100 })).toEqual(sorted(entries));
      expect(await activity().list({ limit: 2 })).toEqual(sorted(entries).slice(0, 2));
    });

    it.each([1, 2, 3])(
      'pages through activity by %i without a gap or a repetition, while more is written',
      async (limit) => {
        const entries = [0, 5, 5, 5, 5, 5, 9].map((ms) => entry({ at: at(ms) }));
        await activity().append(entries);
        const seen = await pages(activity(), { limit }, () =>
          activity().append([entry({ at: at(1_000) })]),
        );
        expect(seen).toEqual(sorted(entries));
      },
    );

    it('lists the activity of one user, client or kind, and of all three together', async () => {
      const [userId, clientId] = [newId<NonNullable<ActivityEntry['userId']>>(), randomUUID()];
      const entries = [
        entry({ at: at(4), userId, clientId, action: 'login' }),
        entry({ at: at(3), userId, action: 'logout' }),
        entry({ at: at(2), userId: newId(), clientId, action: 'login' }),
        entry({ at: at(1), clientId: 'Login', action: 'LOGIN' }),
        entry({ at: at(0), userId, clientId, action: 'logout' }),
      ];
      await activity().append(entries);
      const places = async (query: Omit<ActivityQuery, 'limit'>) =>
        (await pages(activity(), { ...query, limit: 2 })).map((found) =>
          entries.findIndex(({ id }) => id === found.id),
        );
      expect(await places({ userId })).toEqual([0, 1, 4]);
      expect(await places({ clientId })).toEqual([0, 2, 4]);
      expect(await places({ action: 'login' })).toEqual([0, 2]);
      expect(await places({ userId, clientId, action: 'logout' })).toEqual([4]);
      expect(await places({ userId: newId() })).toEqual([]);
      expect(await places({ clientId: '%' })).toEqual([]);
      expect(await places({ action: "' or 'a'='a" })).toEqual([]);
    });

    it('lists what lies in a span of time, its begin included and its end not', async () => {
      const entries = [3, 2, 1, 0].map((ms) => entry({ at: at(ms) }));
      await activity().append(entries);
      const places = async (query: Omit<ActivityQuery, 'limit'>) =>
        (await pages(activity(), { ...query, limit: 1 })).map((found) =>
          entries.findIndex(({ id }) => id === found.id),
        );
      expect(await places({ since: at(1) })).toEqual([0, 1, 2]);
      expect(await places({ until: at(1) })).toEqual([3]);
      expect(await places({ since: at(1), until: at(3) })).toEqual([1, 2]);
      expect(await places({ since: at(3), until: at(1) })).toEqual([]);
    });

    it('counts by day of UTC and action: the last day first, then what was done most', async () => {
      const userId = newId<NonNullable<ActivityEntry['userId']>>();
      const on = (time: string, action: string, fields: Partial<ActivityEntry> = {}) =>
        entry({ at: new Date(time), action, userId, ...fields });
      await activity().append([
        on('2030-01-01T00:00:00.000Z', 'login'),
        on('2030-01-01T23:59:59.999Z', 'login', { outcome: 'refused', clientId: 'a client' }),
        on('2030-01-01T12:00:00.000Z', 'logout'),
        on('2030-01-01T12:00:00.000Z', 'b'),
        on('2030-01-02T00:00:00.000Z', 'logout'),
        on('2029-12-31T23:59:59.999Z', 'login', { userId: undefined }),
      ]);
      const [login, logout] = [
        { day: '2030-01-01', action: 'login', count: 2 },
        { day: '2030-01-01', action: 'logout', count: 1 },
      ];
      const own = [
        { day: '2030-01-02', action: 'logout', count: 1 },
        login,
        { day: '2030-01-01', action: 'b', count: 1 },
        logout,
      ];
      expect(await activity().countByDay({ userId })).toEqual(own);
      expect(await activity().countByDay({})).toEqual([
        ...own,
        { day: '2029-12-31', action: 'login', count: 1 },
      ]);
      expect(await activity().countByDay({ userId, action: 'login' })).toEqual([login]);
      expect(await activity().countByDay({ clientId: 'a client' })).toEqual([
        { ...login, count: 1 },
      ]);
      expect(
        await activity().countByDay({
          userId,
          since: new Date('2030-01-01T12:00:00.000Z'),
          until: new Date('2030-01-01T23:59:59.999Z'),
        }),
      ).toEqual([own[2], logout]);
      expect(await activity().countByDay({ userId: newId() })).toEqual([]);
    });

    it('removes what is older than a time, the oldest first, and no more than it was told', async () => {
      const entries = [5, 4, 3, 2, 1].map((ms) => entry({ at: at(ms) }));
      await activity().append(entries);
      expect(await activity().removeBefore(at(4), 2)).toBe(2);
      expect(await activity().list({ limit: 10 })).toEqual(entries.slice(0, 3));
      expect(await activity().removeBefore(at(4), 2)).toBe(1);
      expect(await activity().removeBefore(at(4), 2)).toBe(0);
      expect(await activity().list({ limit: 10 })).toEqual(entries.slice(0, 2));
    });

    it('removes each entry once when 5 remove at once', async () => {
      await activity().append(Array.from({ length: 50 }, (_, index) => entry({ at: at(-index) })));
      const removed = await Promise.all(
        Array.from({ length: 5 }, () => activity().removeBefore(at(1), 20)),
      );
      const left = await activity().list({ limit: 100 });
      expect(removed.reduce((sum, count) => sum + count, 0) + left.length).toBe(50);
    });
  });
}

function at(offsetMs: number): Date {
  return new Date(Date.UTC(2030, 0, 1, 12, 34, 56, 789) + offsetMs);
}

function entry(fields: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: randomUUID(),
    at: at(0),
    action: 'login',
    outcome: 'success',
    reason: undefined,
    userId: undefined,
    clientId: undefined,
    address: undefined,
    durationMs: undefined,
    details: undefined,
    ...fields,
  };
}

function sorted(entries: readonly ActivityEntry[]): readonly ActivityEntry[] {
  return [...entries].sort((a, b) => Number(b.at) - Number(a.at) || (a.id > b.id ? -1 : 1));
}

async function pages(
  activity: ActivityStore,
  query: ActivityQuery,
  betweenPages: () => Promise<void> = async () => {},
): Promise<readonly ActivityEntry[]> {
  const seen: ActivityEntry[] = [];
  for (;;) {
    const after = seen.at(-1);
    const page = await activity.list({ ...query, ...(after && { after }) });
    expect(page.length).toBeLessThanOrEqual(query.limit);
    if (page.length === 0) return seen;
    seen.push(...page);
    await betweenPages();
  }
}
