import type { ActionKind } from './kinds.js';
import { actionKinds } from './kinds.js';

/** Lines over the colour of a kind, so that kinds are told apart without seeing colours. */
const marks: Readonly<Record<ActionKind, string>> = {
  asked: '',
  read: 'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  written: 'M0 4 H8',
  deleted: 'M0 0 L8 8 M8 0 L0 8',
  people: 'M4 3 V5 M3 4 H5',
  access: 'M4 0 V8',
};

/** What the bars of the chart are filled with. */
export function KindPatterns() {
  return (
    <defs>
      {actionKinds.map((kind) => (
        <pattern id={`kind-${kind}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <KindFill kind={kind} />
        </pattern>
      ))}
    </defs>
  );
}

/** A sample of a kind, for a legend. */
export function KindSwatch({ kind }: { readonly kind: ActionKind }) {
  return (
    <svg class="activity-swatch" width="16" height="16" viewBox="0 0 8 8" aria-hidden="true">
      <KindFill kind={kind} />
    </svg>
  );
}

function KindFill({ kind }: { readonly kind: ActionKind }) {
  return (
    <>
      <rect class={`kind-${kind}`} width="8" height="8" />
      {marks[kind] && <path class="kind-mark" d={marks[kind]} />}
    </>
  );
}
