import type { Toast } from '../../../http/toast.js';
import type { Visit } from '../../../http/visit.js';
import type { Deletion } from './delete-memories.js';
import type { Restoration } from './restore-memories.js';

/** Tells what was deleted, and offers to undo it. */
export function deletionToast(
  { text }: Pick<Visit, 'text'>,
  { deleted, gone, changed, kept }: Deletion,
  /** What was asked for. If it had been deleted before, as by the first of two clicks, that can be undone too. */
  asked: { readonly ids: readonly string[]; readonly back: string },
): Toast {
  const { remove } = text.memories;
  const message = [
    ...(deleted > 0 ? [remove.done(deleted)] : []),
    ...(deleted > 0 && kept?.length === 0 ? [remove.final] : []),
    ...(gone > 0 ? [deleted > 0 ? remove.already(gone) : remove.nothing] : []),
    ...(changed > 0 ? [remove.changed(changed)] : []),
  ].join(' ');
  const restorable = deleted > 0 ? (kept ?? []) : gone > 0 ? asked.ids : [];
  return {
    kind: changed > 0 ? 'warning' : deleted > 0 ? 'success' : 'info',
    message,
    ...(restorable.length > 0 && {
      offer: {
        label: text.layout.undo,
        action: '/memories/restore',
        fields: { id: restorable.join(','), back: asked.back },
      },
    }),
  };
}

/** Tells what was restored. */
export function restorationToast(
  { text }: Pick<Visit, 'text'>,
  { restored, gone, refused }: Restoration,
): Toast {
  const { remove } = text.memories;
  if (restored + refused === 0) return { kind: 'warning', message: remove.nothingToRestore };
  const message = [
    ...(restored > 0 ? [remove.restored(restored)] : []),
    ...(gone > 0 ? [remove.notInTrash(gone)] : []),
    ...(refused > 0 ? [remove.notRestored(refused)] : []),
  ].join(' ');
  return { kind: gone + refused > 0 ? 'warning' : 'success', message };
}
