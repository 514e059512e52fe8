import type { Toast } from '../../../http/toast.js';
import type { Visit } from '../../../http/visit.js';
import type { Deletion } from './delete-memories.js';
import { undoMinutes } from './deletion-store.js';
import type { Restoration } from './restore-memories.js';

/** Tells what was deleted, and offers to undo it. */
export function deletionToast({ text }: Visit, done: Deletion, back: string): Toast {
  const { remove } = text.memories;
  const { deleted, gone, id } = done;
  const message = [
    ...(deleted > 0 ? [remove.done(deleted)] : []),
    ...(gone > 0 ? [deleted > 0 ? remove.already(gone) : remove.nothing] : []),
  ].join(' ');
  return {
    kind: deleted > 0 ? 'success' : 'info',
    message,
    ...(id !== undefined && {
      offer: {
        label: text.layout.undo,
        action: '/memories/restore',
        fields: { deletion: id, back },
      },
    }),
  };
}

/** Tells what came back. */
export function restorationToast({ text }: Visit, came: Restoration | undefined): Toast {
  const { remove } = text.memories;
  if (came === undefined) return { kind: 'warning', message: remove.tooLate(undoMinutes) };
  const { restored, present, refused } = came;
  const message = [
    ...(restored > 0 ? [remove.restored(restored)] : []),
    ...(present > 0 ? [remove.thereAlready(present)] : []),
    ...(refused > 0 ? [remove.notRestored(refused)] : []),
  ].join(' ');
  return { kind: refused > 0 ? 'warning' : 'success', message };
}
