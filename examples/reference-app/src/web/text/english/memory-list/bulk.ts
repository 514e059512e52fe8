import { counted, memories } from './counting.js';

export const bulk = {
  open: 'Change several at once',
  selectHint: 'Tick memories in the list, then choose what to do with them.',
  which: 'With',
  ticked: 'the ticked ones',
  page: (count: number) => `all ${count} on this page`,
  matching: (most: number) => `all that match the filters, up to ${most.toLocaleString('en')}`,
  selectAll: 'Select all on this page',
  selected: (count: string) => `${count} selected`,
  actions: {
    permission: 'Who may read them…',
    tags: 'Tags…',
    category: 'Category…',
    expiry: 'Expiry…',
    delete: 'Delete…',
  },
  titles: {
    permission: (count: number) => `Who may read ${these(count)}?`,
    tags: (count: number) => `Tags of ${these(count)}`,
    category: (count: number) => `Category of ${these(count)}`,
    expiry: (count: number) => `Expiry of ${these(count)}`,
  },
  nothing: 'Tick at least one memory first.',
  tooMany: (most: number) =>
    `That are more than ${most.toLocaleString('en')}, which is the most at once. The first ${most.toLocaleString('en')} are chosen.`,
  notAll:
    'There are more that match: this application looks through a part of them at once. Do it again for the rest.',
  chosen: 'These memories',
  andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
  back: 'Back to the list',
  permission: {
    label: 'From now on they may be read by',
    private: 'only you',
    public: 'everybody',
    publicHint: 'Every user of the memory server, and their applications.',
    shared: 'some people and groups',
    people: 'Add people by their usernames',
    groups: 'Groups',
    noGroups: 'You belong to no group yet.',
    missing: 'Choose who may read them.',
    nobody: 'Name at least one person or group.',
    submit: 'Change who may read them',
    publicTitle: (count: number) => `Make ${memories(count)} public?`,
    publicText:
      'Everybody who uses the memory server can read them then, and so can their applications. What was read cannot be taken back.',
    publicSubmit: (count: number) => `Make ${memories(count)} public`,
  },
  tags: {
    add: 'Add',
    remove: 'Take away',
    hint: 'Several with commas. Other tags stay as they are.',
    missing: 'Name a tag to add or to take away.',
    tooLong: (most: number) => `A tag has at most ${most} characters.`,
    both: 'The same tag cannot be added and taken away.',
    submit: 'Change the tags',
  },
  category: {
    label: 'Category',
    hint: 'Leave it empty to take the category away.',
    tooLong: (most: number) => `A category has at most ${most} characters.`,
    submit: 'Set the category',
  },
  expiry: {
    label: 'They expire',
    never: 'never',
    at: 'at a time',
    time: 'Date and time',
    timeHint: (zone: string) => `In your time zone, ${zone}.`,
    phrase: 'as I say',
    words: 'In words',
    wordsHint: 'Such as “in 30 days”, “next Friday 5pm” or “end of year”.',
    missing: 'Choose whether they expire.',
    submit: 'Set the expiry',
  },
  done: (count: number) => `${counted(count, 'memory', 'memories')} changed.`,
  none: 'Nothing was changed.',
  unchanged: (count: number) => `${count.toLocaleString('en')} had it so already.`,
  gone: (count: number) => `${counted(count, 'was', 'were')} gone, or not yours.`,
  conflicts: (count: number) =>
    `${counted(count, 'was', 'were')} being changed elsewhere at the same time and left alone.`,
  tooManyTags: (count: number) =>
    `${counted(count, 'has', 'have')} as many tags as a memory can have, and stayed as they were.`,
  refused: (count: number, reason: string) => `${counted(count, 'was', 'were')} refused: ${reason}`,
};

function these(count: number): string {
  return count === 1 ? 'this memory' : `these ${memories(count)}`;
}
