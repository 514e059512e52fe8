import { expect, it } from 'vitest';
import { countsByAction, countsByDay, firstDay } from './day-counts.js';
import { kindOf } from './kinds.js';

const now = new Date('2026-03-02T00:30:00.000Z');
const counts = [
  { day: '2026-03-02', action: 'query_memory', count: 3 },
  { day: '2026-03-02', action: 'query_user', count: 1 },
  { day: '2026-02-28', action: 'delete_memory', count: 2 },
  { day: '2026-02-01', action: 'query_memory', count: 50 },
];

it('the days end with the present one of UTC, and none is left out', () => {
  expect(firstDay(now, 7).toISOString()).toBe('2026-02-24T00:00:00.000Z');
  const days = countsByDay(counts, now, 3);
  expect(days.map(({ day, total }) => [day, total])).toEqual([
    ['2026-02-28', 2],
    ['2026-03-01', 0],
    ['2026-03-02', 4],
  ]);
  expect(days[2]?.byKind).toMatchObject({ asked: 4, deleted: 0, access: 0 });
});

it('what was done is counted over all days, the most frequent first', () => {
  expect(countsByAction(counts)).toEqual([
    { action: 'query_memory', count: 53 },
    { action: 'delete_memory', count: 2 },
    { action: 'query_user', count: 1 },
  ]);
});

it.each([
  ['query_memory', 'asked'],
  ['get_persona_prompt', 'asked'],
  ['get_memories', 'read'],
  ['list_groups', 'read'],
  ['find_users', 'read'],
  ['export_memories', 'read'],
  ['import_memories', 'written'],
  ['batch_update_memories', 'written'],
  ['batch_modify_permissions', 'written'],
  ['delete_memory', 'deleted'],
  ['batch_delete_memories', 'deleted'],
  ['delete_group', 'people'],
  ['remove_group_members', 'people'],
  ['update_profile', 'people'],
  ['direct_connect', 'access'],
  ['token_refreshed', 'access'],
  ['something_new', 'access'],
])('%s counts as %s', (action, kind) => {
  expect(kindOf(action)).toBe(kind);
});
