import { counted } from './counting.js';

export const card = {
  permission: {
    private: 'Only me',
    public: 'Public',
    shared: 'Shared',
  },
  /** For another person's memory: only its owner sees who it is shared with. */
  permissionOfOther: {
    private: 'Private',
    public: 'Public',
    shared: 'Shared with you',
  },
  sharedWith: (names: readonly string[], more: number) =>
    `Shared with ${[...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')}`,
  sharedWithNobody: 'Shared with no one',
  people: (count: number) => counted(count, 'person', 'people'),
  groups: (count: number) => counted(count, 'group', 'groups'),
  created: 'Created',
  changed: 'edited',
  expires: (words: string) => `Expires ${words}`,
  expired: (words: string) => `Expired ${words}`,
  pending: 'Not searchable yet',
  pendingHint: 'You can search for it by meaning in a moment.',
  tags: 'Tags',
  category: 'Category',
  more: 'Show all',
  less: 'Show less',
  edit: 'Edit',
  remove: 'Delete',
  select: 'Select this memory',
  about: (beginning: string) => `: ${beginning}`,
  by: (name: string) => `Memory by ${name}`,
};
