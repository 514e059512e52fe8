import { memories } from './counting.js';

export const remove = {
  title: (count: number) => (count === 1 ? 'Delete this memory?' : `Delete ${memories(count)}?`),
  lost: 'It will be deleted for you and for everyone who can read it:',
  lostMany: 'They will be deleted for you and for everyone who can read them:',
  restorable: (count: number) =>
    `If the memory server keeps deleted memories, you can restore ${count === 1 ? 'it' : 'them'} from Recently deleted.`,
  confirm: (count: number) => (count === 1 ? 'Delete' : `Delete ${memories(count)}`),
  keep: 'Cancel',
  keepMany: 'Cancel',
  done: (count: number) => (count === 1 ? 'Memory deleted.' : `${memories(count)} deleted.`),
  already: (count: number) =>
    count === 1 ? '1 was already deleted.' : `${count.toLocaleString('en')} were already deleted.`,
  final: 'This can’t be undone.',
  changed: (count: number) => `${count.toLocaleString('en')} kept because they changed meanwhile.`,
  changedSince: 'This memory has changed. Check it before you delete it.',
  nothing: 'Nothing to delete. This was already deleted.',
  perhaps: 'The connection was interrupted, so some memories may already be deleted. Try again.',
  restored: (count: number) => (count === 1 ? 'Memory restored.' : `${memories(count)} restored.`),
  notInTrash: (count: number) => `${count.toLocaleString('en')} no longer in Recently deleted.`,
  notRestored: (count: number) => `${memories(count)} could not be restored.`,
  nothingToRestore:
    'Nothing to restore. It was already restored, or it is no longer in Recently deleted.',
};
