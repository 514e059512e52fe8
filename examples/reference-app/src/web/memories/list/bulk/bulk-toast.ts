import type { Toast } from '../../../http/toast.js';
import type { Visit } from '../../../http/visit.js';
import type { Outcome } from './outcome.js';

/** Tells what was changed, and what was not, and why. */
export function bulkToast({ text }: Pick<Visit, 'text'>, outcome: Outcome): Toast {
  const { bulk } = text.memories;
  const { changed, unchanged, gone, conflicts, full, refused } = outcome;
  const failed = [
    ...(gone > 0 ? [bulk.gone(gone)] : []),
    ...(conflicts > 0 ? [bulk.conflicts(conflicts)] : []),
    ...(full > 0 ? [bulk.tooManyTags(full)] : []),
    ...[...refused].map(([reason, count]) => bulk.refused(count, reason)),
  ];
  const message = [
    changed > 0 ? bulk.done(changed) : bulk.none,
    ...(unchanged > 0 ? [bulk.unchanged(unchanged)] : []),
    ...failed,
  ].join(' ');
  return { kind: failed.length > 0 ? 'warning' : 'success', message };
}
