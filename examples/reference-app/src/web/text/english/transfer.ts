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
    unchanged > 0 && `${unchanged.toLocaleString('en')} there already`,
    refused > 0 && `${refused.toLocaleString('en')} refused`,
  ]
    .filter(Boolean)
    .join(', ');

export const transfer = {
  title: 'Import and export',
  lead: 'Your memories are yours: take them with you, or bring them from elsewhere.',

  formats: {
    json: { name: 'JSON', use: 'For programs. One list with everything in it.' },
    jsonl: { name: 'JSON Lines', use: 'For programs and large amounts. One memory in each line.' },
    csv: { name: 'CSV', use: 'For spreadsheets such as Excel, Numbers or LibreOffice.' },
    markdown: { name: 'Markdown', use: 'For reading, and for note apps.' },
  },

  exportTitle: 'Export',
  exportLead:
    'Every format holds everything: texts, tags, dates and whom a memory is shared with. What you export comes back exactly when you import it.',
  format: 'Format',
  onlySome: 'Only some of them',
  permission: 'Who may see them',
  anyPermission: 'Any',
  permissions: { private: 'Only you', shared: 'Shared with some', public: 'Everybody' },
  tags: 'Tags',
  tagsHint: 'With commas between them. Memories that carry all of these tags.',
  category: 'Category',
  from: 'From',
  to: 'To',
  datesHint: (zone: string) => `The days on which they were made, in your time zone (${zone}).`,
  includeExpired: 'Also those that have expired',
  export: 'Export',
  exportNote:
    'The file comes while it is read. Should the connection break in the middle, your browser reports a failed download: try again then.',
  unknownFormat: 'Choose one of the formats.',
  wrongDate: 'This is not a date.',
  wrongOrder: 'This day is before the first one.',
  wrongTags: 'At most 32 tags, of at most 64 characters each.',
  wrongCategory: 'At most 64 characters.',

  importTitle: 'Import',
  importLead:
    'A file that was exported here, a table with a column “text”, or plain notes: every list item and every paragraph becomes a memory.',
  importHarmless:
    'What is there stays as it is. The same file again changes nothing, so you may always try once more.',
  readOnly: 'You allowed this application to read, not to change anything: importing is not on.',
  changeConnection: 'Change the connection',
  file: 'File',
  fileHint: (megabytes: number) => `Text in UTF-8, at most ${megabytes} MB.`,
  formatOfFile: 'Format',
  formatOfText: 'Format',
  automatic: 'Work it out from the file',
  automaticText: 'Work it out from the text',
  pasteTitle: 'Or paste text',
  paste: 'Text',
  pasteHint: 'At most 100,000 characters; for more, use a file.',
  import: 'Import',
  importText: 'Import the text',
  stop: 'Stop',

  noFile: 'Choose a file first.',
  emptyFile: 'There is nothing in this file.',
  emptyText: 'Paste or type something first.',
  tooLarge: (megabytes: number) =>
    `This file is larger than ${megabytes} MB. Split it, and import one part after the other.`,
  tooLong: 'This text is longer than 100,000 characters. Save it as a file, and import that.',
  notText:
    'This is not a text in UTF-8. Save it in one of the four formats first: spreadsheets call it “CSV UTF-8”.',
  brokenUpload: 'The file did not come through whole. Choose it again, and send it once more.',
  oldPage: 'This page had grown old. Nothing was imported yet: choose the file again.',
  tooManyAtOnce: 'Two imports of yours are running already. Wait until one of them has ended.',
  loggedOut: 'Your session has ended. Log in, and choose the file again.',

  sending: 'Sending the file…',
  reading: 'Reading…',
  progress: counts,
  sessionEnded:
    'Your session has ended. Log in in another tab, then press Import again here: your file is still chosen.',
  logIn: 'Log in in another tab',
  otherUser:
    'Somebody else is logged in now. Nothing was sent: this file was chosen for another account. Open this page anew to import into the present one.',
  lost: 'The connection broke off. What was imported is there; send the file again to go on.',
  stopped: 'Stopped. What was imported is there; send the file again to go on.',

  doneTitle: 'The import is done',
  brokenTitle: 'The import broke off',
  refusedTitle: 'The import could not begin',
  readAs: (format: string, name: string | undefined) =>
    name === undefined ? `Read as ${format}.` : `${name}, read as ${format}.`,
  nothingThere: 'There was nothing to import in it.',
  imported: counts,
  unchangedMeans: 'What was there already stays as it is.',
  firstAreThere: (count: number) =>
    `${count === 1 ? 'The first memory is' : `The first ${count.toLocaleString('en')} memories are`} there. Send the same file again to go on: nothing comes twice.`,
  wrongFormat: (format: string) =>
    `This could not be read as ${format}. Choose its format yourself, and send it again.`,
  seeMemories: 'See your memories',
  refused: (count: number) =>
    `${counted(count, 'entry was', 'entries were')} refused. Mend ${count === 1 ? 'it' : 'them'} in the file, and import it again.`,
  refusedFirst: (shown: number) => `The first ${shown.toLocaleString('en')} of them:`,
  line: 'Line',
  reason: 'Reason',
  field: 'Field',
};
