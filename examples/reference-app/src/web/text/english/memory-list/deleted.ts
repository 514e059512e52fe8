import { memories } from './counting.js';

export const deleted = {
  title: 'Recently deleted',
  lead: 'Deleted memories wait here until the memory server removes them for good. Only you can see them.',
  empty: 'Nothing here',
  emptyText: 'Memories that you delete appear here, as long as the memory server keeps them.',
  list: 'Deleted memories',
  deletedAt: 'Deleted',
  until: 'removed for good',
  restore: 'Restore selected',
  purge: 'Delete selected forever…',
  nothing: 'Select at least one memory.',
  purgeTitle: (count: number) =>
    count === 1 ? 'Delete this memory forever?' : `Delete ${memories(count)} forever?`,
  purgeText: 'This can’t be undone.',
  confirm: 'Delete forever',
  purged: (count: number) => `${memories(count)} deleted forever.`,
  next: 'Next page',
  first: 'First page',
};
