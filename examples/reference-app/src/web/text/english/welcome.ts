import { sampleQuestions, samples, sampleTag } from './samples.js';

export const welcome = {
  title: 'Remember everything that matters',
  lead: 'Keep short notes about your life and work. Find them by meaning, and choose who sees them.',
  points: [
    [
      'search',
      'Found by meaning',
      'Ask in your own words. You don’t need to remember how you phrased it.',
    ],
    [
      'shield-lock',
      'Private until you share',
      'Each memory is visible only to you, shared with people and groups you choose, or public. Texts are stored encrypted.',
    ],
    [
      'chat-square-text',
      'Personas that answer',
      'Ask your own persona, or one a friend shares with you. Each answer shows the memories it used.',
    ],
  ] as const,

  hello: (name: string) => `Hello, ${name}`,
  connectTitle: 'One more step',
  connectLead:
    'Your memories are kept on a memory server, so that your other applications can use them too. Connecting takes one click.',
  connect: 'Connect your memories',

  quick: 'What do you want to remember?',
  quickHint: 'A sentence or two. Markdown is supported.',
  quickSave: 'Save',
  quickMore: 'More options',
  latest: 'Latest memories',
  all: 'All memories',
  emptyTitle: 'No memories yet',
  empty: 'Write your first memory above, or import some.',
  import: 'Import a file',
  readOnly: 'This application has read-only access to your memories.',
  noRead: 'This application does not have access to your memories.',
  notShown: 'Your latest memories can’t be loaded right now.',

  guide: {
    title: 'Getting started',
    progress: (done: number, all: number) => `${done} of ${all} done`,
    isDone: 'done',
    close: 'Hide the guide',
    closed: 'Guide hidden. You can show it again in the settings.',
    add: {
      title: 'Try it with sample memories',
      text: `Add ${samples.length} sample memories. You can remove them at any time.`,
      submit: 'Add sample memories',
      done: (count: number) =>
        count === 1 ? '1 sample memory added.' : `${count} sample memories added.`,
      present: 'You already have the sample memories.',
      refused: (count: number) =>
        count === 1 ? '1 memory could not be added.' : `${count} memories could not be added.`,
    },
    search: {
      title: 'Search by meaning',
      text: `Search for “${sampleQuestions.search}”. It finds a friend’s birthday, even though it uses different words.`,
      submit: 'Search',
    },
    ask: {
      title: 'Ask your persona',
      text: `Your persona answers from your memories. Try “${sampleQuestions.ask}”`,
      submit: 'Ask a question',
    },
    remove: {
      title: 'Remove the samples',
      text: 'Your own memories are not affected.',
      link: 'Remove the samples…',
      none: 'There are no samples to remove.',
    },
  },

  removal: {
    title: 'Remove the sample memories?',
    lead: 'The selected samples will be deleted. Your own memories are not affected.',
    changed: 'You edited this sample. It is kept unless you select it.',
    submit: 'Remove selected',
    cancel: 'Keep them',
    none: 'There are no sample memories left.',
    nothingTicked: 'Nothing was selected, so nothing was removed.',
  },

  samples,
  sampleTag,
  sampleQuestions,
};
