export const search = {
  title: 'Search',
  lead: 'Use your own words. Search finds memories by meaning.',
  question: 'What are you looking for?',
  placeholder: 'Where do I like to sit on a plane?',
  submit: 'Search',
  searching: 'Searching…',
  where: 'Search in',
  scope: {
    own: 'My memories',
    visible: 'Everything shared with me',
    public: 'Public',
  },
  narrow: 'Filters',
  permission: 'Visibility',
  anyPermission: 'Any',
  permissions: { private: 'Only me', shared: 'Shared', public: 'Public' },
  tags: 'Tags',
  tagsHint: 'Separate tags with commas. Memories must have all of them.',
  category: 'Category',
  from: 'Created from',
  to: 'Created until',
  count: 'Results',
  distant: 'Include distant results',
  clear: 'Clear filters',
  tooLong: 'Use at most 10,000 characters.',
  failed: 'The search failed.',
  results: 'Results',
  found: (count: number, mayBeMore: boolean) => {
    if (count === 0) return 'No memories found.';
    if (mayBeMore) return `The ${count} best matches.`;
    return count === 1 ? '1 memory found.' : `${count} memories found, best match first.`;
  },
  more: (count: number) => `Show ${count} results`,
  nearness: {
    veryClose: 'Very close',
    close: 'Close',
    related: 'Related',
    distant: 'Distant',
  },
  meter: 'Similarity in meaning',
  scoreTitle: 'From 0 (unrelated) to 1 (same meaning)',
  why: 'Why this matched',
  words: (words: readonly string[]) => `Contains ${quoted(words)}.`,
  tagsFit: (tags: readonly string[]) =>
    tags.length === 1 ? `Matches the tag ${quoted(tags)}.` : `Matches the tags ${quoted(tags)}.`,
  categoryFits: (category: string) => `Matches the category ${quoted([category])}.`,
  byMeaning: 'Similar in meaning.',
  askThem: (person: string) => `Ask ${person}’s persona`,
  firstTitle: 'What are you looking for?',
  firstHint: 'You don’t need the exact words. Try one of these:',
  ideas: [
    'What do my friends like?',
    'When do I have to renew something?',
    'Good places to eat',
    'Travel plans',
  ],
  tagIdeas: 'Or search by one of your tags:',
  nothingTitle: 'No close matches',
  nothing: 'Try other words or a shorter query.',
  nothingNarrowed: 'No memory that matches your filters is close in meaning.',
  nothingYet: 'New memories can take a moment to appear in search.',
  showDistant: 'Include distant results',
  lookEverywhere: 'Search everything shared with me',
  writeOne: 'Write a memory',
};

function quoted(words: readonly string[]): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  return list.format(words.map((word) => `“${word}”`));
}
