import { memories } from './counting.js';

export const remove = {
  title: (count: number) => (count === 1 ? 'Delete this memory?' : `Delete ${memories(count)}?`),
  lost: 'It will be deleted for you and for everyone who can read it:',
  lostMany: 'They will be deleted for you and for everyone who can read them:',
  andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
  undoFor: (minutes: number) =>
    `You can undo this for ${minutes} minutes. This application keeps an encrypted copy until then.`,
  confirm: (count: number) => (count === 1 ? 'Delete' : `Delete ${memories(count)}`),
  keep: 'Cancel',
  keepMany: 'Cancel',
  done: (count: number) => (count === 1 ? 'Memory deleted.' : `${memories(count)} deleted.`),
  already: (count: number) =>
    count === 1 ? '1 was already deleted.' : `${count.toLocaleString('en')} were already deleted.`,
  nothing: 'Nothing to delete. This was already deleted.',
  perhaps:
    'The connection was interrupted, so some memories may already be deleted. Try again. You can still undo the deletion afterwards.',
  restored: (count: number) => (count === 1 ? 'Memory restored.' : `${memories(count)} restored.`),
  thereAlready: (count: number) =>
    count === 1 ? '1 already exists.' : `${count.toLocaleString('en')} already exist.`,
  notRestored: (count: number) => `${memories(count)} could not be restored.`,
  tooLate: (minutes: number) =>
    `Nothing to undo. The deletion was already undone, or ${minutes} minutes have passed.`,
};
