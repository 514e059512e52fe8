import type { Toast } from '../../../http/toast.js';
import type { Visit } from '../../../http/visit.js';
import { bulkToast } from '../bulk/bulk-toast.js';
import type { Outcome } from '../bulk/outcome.js';

interface Change {
  readonly tag: string;
  /** Its new name; `undefined`: it was taken away. */
  readonly name: string | undefined;
  readonly outcome: Outcome;
  readonly isAll: boolean;
}

/** Tells what became of a tag. */
export function tagToast(visit: Pick<Visit, 'text'>, { tag, name, outcome, isAll }: Change): Toast {
  const { tags } = visit.text.memories;
  const { kind, message } = bulkToast(visit, outcome);
  if (outcome.changed === 0 && kind === 'success') return { kind: 'info', message: tags.gone };
  const isDone = kind === 'success' && isAll;
  return {
    kind: isDone ? 'success' : 'warning',
    message: [
      ...(isDone ? [name === undefined ? tags.removed(tag) : tags.renamed(tag, name)] : []),
      message,
      ...(isAll ? [] : [tags.more]),
    ].join(' '),
  };
}
