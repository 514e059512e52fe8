import { memories } from './counting.js';

export const tags = {
  title: 'Tags and categories',
  lead: 'Your tags and how many memories have each of them.',
  count: memories,
  renameLabel: (tag: string) => `Rename or remove the tag ${tag}`,
  empty: 'No tags yet',
  emptyText:
    'Tags are short labels that group related memories. Tags that you add to memories appear here.',
  write: 'Write a memory',
  show: (count: number) => `Show all ${count.toLocaleString('en')} tags`,
  table: 'Tags by use',
  editTitle: (tag: string) => `Tag “${tag}”`,
  editLead: (count: number) =>
    count === 1 ? '1 memory has this tag.' : `${memories(count)} have this tag.`,
  newName: 'New name',
  newNameHint: 'If you enter the name of another tag, the two are merged.',
  same: 'The tag already has this name.',
  missing: 'Enter a name.',
  tooLong: (most: number) => `A tag can have at most ${most} characters.`,
  submitRename: 'Rename everywhere',
  mergeTitle: (from: string, to: string) => `Merge “${from}” into “${to}”?`,
  mergeText: (to: string, count: number) =>
    `The tag “${to}” already exists and is used by ${memories(count)}. Merging can’t be undone.`,
  submitMerge: 'Merge tags',
  removeTitle: 'Remove everywhere',
  removeText: 'Removes the tag from every memory. The memories are kept. This can’t be undone.',
  submitRemove: 'Remove tag',
  renamed: (from: string, to: string, count: number) =>
    `“${from}” renamed to “${to}” in ${memories(count)}.`,
  removed: (tag: string) => `Tag “${tag}” removed.`,
  more: 'There were more memories than can be changed at once. Repeat this for the rest.',
  gone: 'No memory has this tag any more.',
  cancel: 'Back to tags and categories',
};
