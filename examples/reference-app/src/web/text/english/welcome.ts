import { sampleQuestions, samples, sampleTag } from './samples.js';

export const welcome = {
  title: 'Remember everything that matters',
  lead: 'Short notes about your life and work, found again by what they mean, seen only by whom you choose.',
  points: [
    [
      'search',
      'Found by meaning',
      'Ask in your own words. You need not remember how you wrote it.',
    ],
    [
      'shield-lock',
      'Yours alone, until you share',
      'Each memory is private, shared with people and groups you name, or public. Texts are stored encrypted.',
    ],
    [
      'chat-square-text',
      'A persona that answers',
      'Ask yourself, or a friend who lets you: the answer names the memories that it used.',
    ],
  ] as const,

  hello: (name: string) => `Hello, ${name}`,
  connectTitle: 'One step more',
  connectLead:
    'Your memories live at a memory server, which other applications of yours can use as well. Connect it once: it takes one click.',
  connect: 'Connect your memories',

  quick: 'What do you want to remember?',
  quickHint: 'A sentence or two. Markdown works.',
  quickSave: 'Remember it',
  quickMore: 'With tags, expiry and sharing',
  latest: 'Latest memories',
  all: 'All memories',
  emptyTitle: 'No memories yet',
  empty: 'Write the first one above, or bring some with you.',
  import: 'Import a file',
  readOnly: 'You allowed this application to read your memories, not to change them.',
  noRead: 'You did not allow this application to read your memories.',
  notShown: 'Your latest memories cannot be shown just now.',

  guide: {
    title: 'The first steps',
    progress: (done: number, all: number) => `${done} of ${all} done`,
    isDone: 'done',
    close: 'Hide the guide',
    closed: 'The guide is hidden. It can be taken up again in the settings.',
    add: {
      title: 'Borrow some memories',
      text: `${samples.length} sample memories, to try things with. You can remove them again with one click.`,
      submit: 'Add sample memories',
      done: (count: number) =>
        count === 1 ? 'One sample memory was added.' : `${count} sample memories were added.`,
      present: 'The sample memories are there already.',
      refused: (count: number) =>
        count === 1 ? 'One could not be added.' : `${count} could not be added.`,
    },
    search: {
      title: 'Find one by what it means',
      text: `Look for “${sampleQuestions.search}”. It finds a friend's birthday, which is worded otherwise.`,
      submit: 'Search for that',
    },
    ask: {
      title: 'Ask your persona',
      text: `It answers from your memories. For example: “${sampleQuestions.ask}”`,
      submit: 'Ask a question',
    },
    remove: {
      title: 'Give the samples back',
      text: 'Your own memories stay as they are.',
      link: 'Remove the samples…',
      none: 'There are none to remove.',
    },
  },

  removal: {
    title: 'Remove the sample memories?',
    lead: 'The ticked ones are deleted. Your own memories stay as they are.',
    changed: 'You changed this one: it stays, unless you tick it.',
    submit: 'Remove the ticked ones',
    cancel: 'Keep them',
    none: 'There are no sample memories any more.',
    nothingTicked: 'Nothing was ticked, so nothing was removed.',
  },

  samples,
  sampleTag,
  sampleQuestions,
};
