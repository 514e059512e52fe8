const counted = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

interface Counts {
  readonly imported: number;
  readonly unchanged: number;
  readonly refused: number;
}

const counts = ({ imported, unchanged, refused }: Counts) =>
  [
    `${counted(imported, 'memory', 'memories')} imported`,
    unchanged > 0 && `${unchanged.toLocaleString('en')} already there`,
    refused > 0 && `${refused.toLocaleString('en')} rejected`,
  ]
    .filter(Boolean)
    .join(', ');

export const transfer = {
  title: 'Import and export',
  lead: 'Take your memories with you, or bring them from elsewhere.',

  formats: {
    json: { name: 'JSON', use: 'For programs. A single list.' },
    jsonl: { name: 'JSON Lines', use: 'For programs and large exports. One memory per line.' },
    csv: { name: 'CSV', use: 'For spreadsheets such as Excel, Numbers or LibreOffice.' },
    markdown: { name: 'Markdown', use: 'For reading and for note apps.' },
  },

  exportTitle: 'Export',
  exportLead:
    'Every format includes texts, tags, dates and sharing. Importing an export restores your memories exactly.',
  format: 'Format',
  onlySome: 'Filters',
  permission: 'Visibility',
  anyPermission: 'Any',
  permissions: { private: 'Only me', shared: 'Shared', public: 'Public' },
  tags: 'Tags',
  tagsHint: 'Separate tags with commas. Memories must have all of them.',
  category: 'Category',
  from: 'Created from',
  to: 'Created until',
  datesHint: (zone: string) => `In your time zone (${zone}).`,
  includeExpired: 'Include expired memories',
  export: 'Export',
  exportNote: 'If your browser reports a failed download, try again.',
  unknownFormat: 'Choose a format.',
  wrongDate: 'Enter a valid date.',
  wrongOrder: 'The end date is before the start date.',
  wrongTags: 'Use at most 32 tags of at most 64 characters each.',
  wrongCategory: 'Use at most 64 characters.',

  importTitle: 'Import',
  importLead:
    'Import a file exported from here, a table with a “text” column, or plain notes. Each list item and each paragraph becomes a memory.',
  importHarmless: 'Importing the same file twice won’t create duplicates.',
  readOnly: 'This application has read-only access, so you can’t import here.',
  changeConnection: 'Change access',
  file: 'File',
  fileHint: (megabytes: number) => `A UTF-8 text file of at most ${megabytes} MB.`,
  formatOfFile: 'Format',
  formatOfText: 'Format',
  automatic: 'Detect automatically',
  automaticText: 'Detect automatically',
  pasteTitle: 'Or paste text',
  paste: 'Text',
  pasteHint: 'At most 100,000 characters. For more, use a file.',
  import: 'Import',
  importText: 'Import text',
  stop: 'Stop',

  noFile: 'Choose a file first.',
  emptyFile: 'This file is empty.',
  emptyText: 'Enter some text.',
  tooLarge: (megabytes: number) =>
    `This file is larger than ${megabytes} MB. Split it and import each part.`,
  tooLong: 'This text is longer than 100,000 characters. Save it as a file and import the file.',
  notText:
    'This is not a UTF-8 text file. Save it in one of the four formats. In spreadsheets, choose “CSV UTF-8”.',
  brokenUpload: 'The upload was incomplete. Choose the file again.',
  oldPage: 'This page has expired. Nothing was imported. Choose the file again.',
  tooManyAtOnce: 'You already have two imports in progress. Wait for one to finish.',
  loggedOut: 'Your session has expired. Sign in and choose the file again.',

  sending: 'Uploading…',
  reading: 'Reading…',
  progress: counts,
  sessionEnded:
    'Your session has expired. Sign in in another tab, then select Import again. Your file is still selected.',
  logIn: 'Sign in in another tab',
  otherUser:
    'A different account is now signed in. Nothing was sent. Reload this page to import into that account.',
  lost: 'The connection was lost. Memories imported so far are kept. Import the file again to continue.',
  stopped: 'Stopped. Memories imported so far are kept. Import the file again to continue.',

  doneTitle: 'Import complete',
  nothingImportedTitle: 'Nothing was imported',
  brokenTitle: 'Import interrupted',
  refusedTitle: 'Import failed',
  readAs: (format: string, name: string | undefined) =>
    name === undefined ? `Read as ${format}.` : `${name}, read as ${format}.`,
  nothingThere: 'No memories were found in this file or text.',
  imported: counts,
  unchangedMeans: 'Memories that were already there were not changed.',
  firstAreThere: (count: number) =>
    `${count === 1 ? 'The first memory was' : `The first ${count.toLocaleString('en')} memories were`} imported. Import the same file again to continue. No duplicates are created.`,
  wrongFormat: (format: string) =>
    `This could not be read as ${format}. Choose the format and import again.`,
  seeMemories: 'View your memories',
  refused: (count: number) =>
    `${counted(count, 'entry was', 'entries were')} rejected. Fix ${count === 1 ? 'it' : 'them'} in the file and import again.`,
  refusedFirst: (shown: number) => `The first ${shown.toLocaleString('en')}:`,
  line: 'Line',
  reason: 'Reason',
  field: 'Field',
};
