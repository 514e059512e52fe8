export const search = {
  title: 'Search',
  lead: 'Ask in your own words: memories are found by what they mean.',
  question: 'What are you looking for?',
  placeholder: 'Where do I like to sit on a plane?',
  submit: 'Search',
  searching: 'Searching…',
  where: 'Where to look',
  scope: {
    own: 'My memories',
    visible: 'All that I may see',
    public: 'Everybody’s public ones',
  },
  narrow: 'Narrow it down',
  permission: 'Who may see it',
  anyPermission: 'Anybody or nobody',
  permissions: { private: 'Private', shared: 'Shared with some', public: 'Public' },
  tags: 'Tags',
  tagsHint: 'All of them, with commas between.',
  category: 'Category',
  from: 'Written from',
  to: 'Written until',
  count: 'How many',
  distant: 'Show distant ones too',
  clear: 'Clear the filters',
  tooLong: 'A question has at most 10,000 characters.',
  failed: 'The search did not work.',
  results: 'What was found',
  found: (count: number, mayBeMore: boolean) => {
    if (count === 0) return 'Nothing was found.';
    if (mayBeMore) return `The ${count} nearest memories, the best first.`;
    return count === 1 ? 'One memory was found.' : `${count} memories were found, the best first.`;
  },
  more: (count: number) => `Show the ${count} nearest`,
  nearness: {
    veryClose: 'Very close',
    close: 'Close',
    related: 'Related',
    distant: 'Distant',
  },
  meter: 'Nearness in meaning',
  scoreTitle: 'From 0, nothing in common, to 1, the same meaning',
  why: 'Why it was found',
  words: (words: readonly string[]) =>
    words.length === 1
      ? `Your word ${quoted(words)} occurs.`
      : `Your words ${quoted(words)} occur.`,
  tagsFit: (tags: readonly string[]) =>
    tags.length === 1 ? `The tag ${quoted(tags)} fits.` : `The tags ${quoted(tags)} fit.`,
  categoryFits: (category: string) => `The category ${quoted([category])} fits.`,
  byMeaning: 'By its meaning alone: none of your words occurs.',
  askThem: (person: string) => `Ask the persona of ${person}`,
  firstTitle: 'What would you like to find again?',
  firstHint: 'It need not be the words that you wrote. Try one of these:',
  ideas: [
    'What do my friends like?',
    'When do I have to renew something?',
    'Good places to eat',
    'Plans for a journey',
  ],
  tagIdeas: 'Or something about one of your tags:',
  nothingTitle: 'Nothing near enough',
  nothing: 'No memory comes close to this in meaning. Other words may help, or a shorter question.',
  nothingNarrowed: 'Nothing that passes your filters comes close to this in meaning.',
  nothingYet: 'A memory that was just written is found a moment later.',
  showDistant: 'Show even distant ones',
  lookEverywhere: 'Look among all that you may see',
  writeOne: 'Write a memory',
};

function quoted(words: readonly string[]): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  return list.format(words.map((word) => `‘${word}’`));
}
