/** What the things that are done in a user's name have in common: as many as a picture can show apart. */
export const actionKinds = ['asked', 'read', 'written', 'deleted', 'people', 'access'] as const;

export type ActionKind = (typeof actionKinds)[number];

const kinds: readonly (readonly [RegExp, ActionKind])[] = [
  [/^query_|^get_persona_prompt$/, 'asked'],
  [/^(?:batch_)?delete_memor/, 'deleted'],
  [/^(?:batch_)?(?:submit|update)_memor|^(?:import|rename)_|modify_permissions$/, 'written'],
  [/^(?:create|update|delete)_(?:group|persona)$|_group_members$|^update_profile$/, 'people'],
  [/^(?:get|list|retrieve|find|export)_/, 'read'],
];

/** What is none of the operations on memories and their surroundings has to do with access. */
export function kindOf(action: string): ActionKind {
  return kinds.find(([pattern]) => pattern.test(action))?.[1] ?? 'access';
}
