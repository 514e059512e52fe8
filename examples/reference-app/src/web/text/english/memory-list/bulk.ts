import { counted, memories } from './counting.js';

export const bulk = {
  open: 'Edit several',
  selectHint: 'Select memories in the list, then choose an action.',
  which: 'Apply to',
  ticked: 'Selected',
  page: (count: number) => `All ${count} on this page`,
  matching: (most: number) => `All that match the filters (up to ${most.toLocaleString('en')})`,
  selectAll: 'Select all on this page',
  selected: (count: string) => `${count} selected`,
  actions: {
    permission: 'Visibility…',
    tags: 'Tags…',
    category: 'Category…',
    expiry: 'Expiry…',
    delete: 'Delete…',
  },
  titles: {
    permission: (count: number) => `Visibility of ${these(count)}`,
    tags: (count: number) => `Tags of ${these(count)}`,
    category: (count: number) => `Category of ${these(count)}`,
    expiry: (count: number) => `Expiry of ${these(count)}`,
  },
  nothing: 'Select at least one memory.',
  tooMany: (most: number) =>
    `You can edit at most ${most.toLocaleString('en')} memories at once. The first ${most.toLocaleString('en')} are selected.`,
  notAll: 'Not all matching memories are included. Repeat this for the rest.',
  chosen: 'Selected memories',
  andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
  back: 'Back to the list',
  permission: {
    label: 'Visibility',
    private: 'Only me',
    public: 'Public',
    publicHint: 'Everyone on the memory server, and their applications.',
    shared: 'Shared',
    people: 'Add people by username',
    groups: 'Groups',
    noGroups: 'You are not in any group yet.',
    missing: 'Choose a visibility.',
    nobody: 'Choose at least one person or group.',
    submit: 'Change visibility',
    publicTitle: (count: number) => `Make ${memories(count)} public?`,
    publicText:
      'Everyone on the memory server, and their applications, will be able to read them. Making them private later does not undo what people have read.',
    publicSubmit: (count: number) => `Make ${memories(count)} public`,
  },
  tags: {
    add: 'Add',
    remove: 'Remove',
    hint: 'Separate tags with commas. Other tags are kept.',
    missing: 'Enter a tag to add or remove.',
    tooLong: (most: number) => `A tag can have at most ${most} characters.`,
    both: 'You can’t add and remove the same tag.',
    submit: 'Change tags',
  },
  category: {
    label: 'Category',
    hint: 'Leave blank to remove the category.',
    tooLong: (most: number) => `A category can have at most ${most} characters.`,
    submit: 'Change category',
  },
  expiry: {
    label: 'Expires',
    never: 'Never',
    at: 'On a date',
    time: 'Date and time',
    timeHint: (zone: string) => `In your time zone, ${zone}.`,
    phrase: 'Describe when',
    words: 'Describe when',
    wordsHint: 'For example “in 30 days”, “next Friday 5pm” or “end of year”.',
    missing: 'Choose an expiry.',
    submit: 'Change expiry',
  },
  done: (count: number) => `${counted(count, 'memory', 'memories')} changed.`,
  none: 'Nothing was changed.',
  unchanged: (count: number) => `${count.toLocaleString('en')} already up to date.`,
  gone: (count: number) => `${count.toLocaleString('en')} not found.`,
  conflicts: (count: number) =>
    `${count.toLocaleString('en')} skipped because of a change elsewhere at the same time.`,
  tooManyTags: (count: number) => `${count.toLocaleString('en')} skipped because of the tag limit.`,
  refused: (count: number, reason: string) => `${count.toLocaleString('en')} failed: ${reason}`,
};

function these(count: number): string {
  return count === 1 ? 'this memory' : `these ${memories(count)}`;
}
