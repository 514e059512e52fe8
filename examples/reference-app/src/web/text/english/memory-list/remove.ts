import { memories } from './counting.js';

export const remove = {
  title: (count: number) => (count === 1 ? 'Delete this memory?' : `Delete ${memories(count)}?`),
  lost: 'It is deleted at the memory server, for you and for everybody who could read it:',
  lostMany: 'They are deleted at the memory server, for you and for everybody who could read them:',
  andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
  undoFor: (minutes: number) =>
    `You can undo this for ${minutes} minutes. Until then this application keeps an encrypted copy; then that is gone too.`,
  confirm: (count: number) => (count === 1 ? 'Delete' : `Delete ${memories(count)}`),
  keep: 'Keep it',
  keepMany: 'Keep them',
  done: (count: number) => (count === 1 ? 'The memory is deleted.' : `${memories(count)} deleted.`),
  already: (count: number) =>
    count === 1 ? 'It was gone already.' : `${count.toLocaleString('en')} were gone already.`,
  nothing: 'There was nothing to delete: it is gone already.',
  perhaps:
    'The memory server broke off: it may have deleted some. Try again: what is gone can then be brought back.',
  restored: (count: number) =>
    count === 1 ? 'The memory is back, as it was.' : `${memories(count)} are back, as they were.`,
  thereAlready: (count: number) =>
    count === 1 ? 'It is there already.' : `${count.toLocaleString('en')} were there already.`,
  notRestored: (count: number) =>
    `${memories(count)} could not be brought back: the memory server refused.`,
  tooLate: (minutes: number) =>
    `There is nothing to undo any more: it was undone already, or ${minutes} minutes have passed.`,
};
