import { newId } from '@picard-mcp/core';

/** The text of every hidden memory. */
export const secretText = 'The safe behind the harbour painting opens with 4711.';

/** Calls about one memory; `id` may be somebody else's, or nobody's. */
export const aboutMemory: readonly (readonly [string, (id: string) => Record<string, unknown>])[] =
  [
    ['get_memory', (id) => ({ memory_id: id })],
    ['update_memory', (id) => ({ memory_id: id, text: 'mine now' })],
    [
      'update_memory',
      (id) => ({ memory_id: id, tags: [], expected_updated_at: '2001-01-01T00:00:00Z' }),
    ],
    ['delete_memory', (id) => ({ memory_id: id })],
    ['modify_permissions', (id) => ({ memory_id: id, permission: 'public' })],
    ...[false, true].flatMap((atomic) => [
      ['batch_update_memories', updates(atomic)] as const,
      ['batch_delete_memories', deletions(atomic)] as const,
      ['batch_modify_permissions', permissions(atomic)] as const,
    ]),
  ];

function updates(atomic: boolean) {
  return (id: string) => ({ memories: [{ memory_id: id, category: 'mine' }], atomic });
}
function deletions(atomic: boolean) {
  return (id: string) => ({ memory_ids: [id], atomic });
}
function permissions(atomic: boolean) {
  return (id: string) => ({ memories: [{ memory_id: id, permission: 'public' }], atomic });
}

/** Calls about one user, all of whose memories are hidden from the caller, or who has none. */
export const aboutUser: readonly (readonly [string, Record<string, unknown>])[] = [
  ['get_memories', {}],
  ['get_memories', { permission: 'private' }],
  ['get_memories', { permission: 'shared' }],
  ['get_memories', { permission: 'public' }],
  ['get_memories', { expired: true }],
  ['get_memories', { tags: ['vault'] }],
  ['get_memories', { category: 'codes', sort: 'updated_at', order: 'asc' }],
  ...['own', 'visible', 'public'].map(
    (scope) => ['query_memory', { query: secretText, scope, limit: 100, min_score: -1 }] as const,
  ),
];

/** Calls about one group. */
export const aboutGroup: readonly (readonly [string, (id: string) => Record<string, unknown>])[] = [
  ['update_group', (id) => ({ group_id: id, name: 'mine' })],
  ['delete_group', (id) => ({ group_id: id })],
  ['add_group_members', (id) => ({ group_id: id, user_ids: [newId()] })],
  ['remove_group_members', (id) => ({ group_id: id, user_ids: [newId()] })],
  [
    'submit_memory',
    (id) => ({ text: 'x', permission: 'shared', shared_with: { group_ids: [id] } }),
  ],
];

/** Calls that name nobody. */
export const aboutNobody: readonly (readonly [string, Record<string, unknown>])[] = [
  ['retrieve_memories', {}],
  ['get_memories', {}],
  ['list_tags', {}],
  ['list_categories', {}],
  ['get_memories', { contains: secretText.slice(0, 200), count: true }],
  ['list_groups', {}],
  ['list_personas', {}],
  ['export_memories', { format: 'jsonl' }],
  ...['own', 'visible', 'public'].map(
    (scope) => ['query_memory', { query: secretText, scope, min_score: -1 }] as const,
  ),
];
