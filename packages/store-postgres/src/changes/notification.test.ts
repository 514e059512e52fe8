import { type GroupId, newId, type UserId } from '@picard-mcp/core';
import type { MemoryChanged } from '@picard-mcp/core/ports';
import { describe, expect, it } from 'vitest';
import { messageReader, payloadsOf } from './notification.js';

function change(users = 1): MemoryChanged {
  const userIds = Array.from({ length: users }, () => newId<UserId>());
  const after = {
    permission: 'shared',
    sharedWith: { userIds, groupIds: [newId<GroupId>()] },
  } as const;
  return { kind: 'updated', ownerId: newId(), memoryId: newId(), before: after, after };
}

function message(origin: string, number: number, users: number) {
  return { origin, number, changes: [change(users), change(users), change(users)] };
}

describe('a message', () => {
  it.each([1, 3, 100, 2_000])('arrives as it was sent, with audiences of %d', (users) => {
    const sent = message('a', 7, users);
    const payloads = payloadsOf(sent);
    const read = messageReader();
    const heard = payloads.map(read);
    expect(heard.pop()).toEqual(sent);
    expect(heard.every((each) => each === undefined)).toBe(true);
  });

  it('travels in payloads that PostgreSQL takes', () => {
    for (const payload of payloadsOf({ ...message(newId(), 2 ** 40, 2_000) })) {
      expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
    }
  });

  it('is put together although others come between its parts', () => {
    const [one, two] = [message('a', 1, 500), message('b', 1, 500)];
    const read = messageReader();
    const mixed = payloadsOf(one).flatMap((payload, index) => [
      payload,
      payloadsOf(two)[index] ?? '',
    ]);
    expect(mixed.map(read).filter(Boolean)).toEqual([one, two]);
  });

  it('is left out when its beginning or its middle was missed', () => {
    const [lost, whole] = [message('a', 1, 500), message('a', 2, 500)];
    const [first, , third, ...rest] = payloadsOf(lost);
    const read = messageReader();
    const heard = [third, ...rest, first, third, ...rest, ...payloadsOf(whole)].map((payload) =>
      read(payload ?? ''),
    );
    expect(heard.filter(Boolean)).toEqual([whole]);
  });
});

describe('what else comes over the channel', () => {
  const genuine = change();
  it.each([
    '',
    'hello',
    '2 a 1 0 1 []',
    '1 a 1 0 1 {"kind":',
    '1 a 1 0 1 null',
    '1 a 1 0 99999999999999999999 []',
  ])('is left out: %j', (payload) => {
    expect(messageReader()(payload)?.changes ?? []).toEqual([]);
  });

  it.each<[string, object]>([
    ['an unknown kind', { ...genuine, kind: 'promoted' }],
    ['an owner that is no id', { ...genuine, ownerId: 'root' }],
    ['an audience that is none', { ...genuine, after: 'everyone' }],
    [
      'an audience without groups',
      { ...genuine, after: { permission: 'shared', sharedWith: { userIds: [] } } },
    ],
    ['nothing', {}],
  ])('does not stand in the way of what is genuine: %s', (_, odd) => {
    const body = JSON.stringify([odd, genuine, null, 3]);
    expect(messageReader()(`1 a 1 0 1 ${body}`)?.changes).toEqual([genuine]);
  });
});
