import { memories } from './counting.js';

export const categories = {
  title: 'Categories',
  lead: 'Your categories and how many memories are in each of them.',
  count: memories,
  renameLabel: (category: string) => `Rename or remove the category ${category}`,
  show: (count: number) => `Show all ${count.toLocaleString('en')} categories`,
  table: 'Categories by use',
  editTitle: (category: string) => `Category “${category}”`,
  editLead: (count: number) =>
    count === 1 ? '1 memory is in this category.' : `${memories(count)} are in this category.`,
  newName: 'New name',
  newNameHint: 'If you enter the name of another category, the two are merged.',
  same: 'The category already has this name.',
  missing: 'Enter a name.',
  tooLong: (most: number) => `A category can have at most ${most} characters.`,
  submitRename: 'Rename everywhere',
  mergeTitle: (from: string, to: string) => `Merge “${from}” into “${to}”?`,
  mergeText: (to: string, count: number) =>
    `The category “${to}” already exists and contains ${memories(count)}. Merging can’t be undone.`,
  submitMerge: 'Merge categories',
  removeTitle: 'Remove everywhere',
  removeText: 'Removes the category. Its memories are kept. This can’t be undone.',
  submitRemove: 'Remove category',
  renamed: (from: string, to: string, count: number) =>
    `“${from}” renamed to “${to}” in ${memories(count)}.`,
  removed: (category: string) => `Category “${category}” removed.`,
  more: 'There were more memories than can be changed at once. Repeat this for the rest.',
  gone: 'No memory is in this category any more.',
  cancel: 'Back to tags and categories',
};
