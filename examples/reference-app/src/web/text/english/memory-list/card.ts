import { counted } from './counting.js';

export const card = {
  permission: {
    private: 'Only you',
    public: 'Everybody',
    shared: 'Shared',
  },
  /** For somebody else's memory, of which only the owner knows with whom. */
  permissionOfOther: {
    private: 'Private',
    public: 'Everybody',
    shared: 'Shared with you',
  },
  sharedWith: (names: readonly string[], more: number) =>
    `Shared with ${[...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')}`,
  sharedWithNobody: 'Shared with nobody any more',
  people: (count: number) => counted(count, 'person', 'people'),
  groups: (count: number) => counted(count, 'group', 'groups'),
  created: 'Created',
  changed: 'changed',
  expires: (words: string) => `Expires ${words}`,
  expired: (words: string) => `Expired ${words}`,
  pending: 'Not yet found by search',
  pendingHint: 'It will be found by its meaning in a moment.',
  tags: 'Tags',
  category: 'Category',
  more: 'Show all',
  less: 'Show less',
  edit: 'Edit',
  remove: 'Delete',
  select: 'Select this memory',
  about: (beginning: string) => `: ${beginning}`,
  by: (name: string) => `A memory of ${name}`,
};
