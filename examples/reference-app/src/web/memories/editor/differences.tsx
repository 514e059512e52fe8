import { diffWordsWithSpace } from 'diff';
import type { Child } from 'hono/jsx';
import type { Visit } from '../../http/visit.js';

/** Texts that differ everywhere take long to compare, and everybody waits for it. */
const maxMs = 200;

/** Two versions of a text beside each other, with what only one of them has marked in it. */
export function Differences(props: {
  readonly visit: Visit;
  readonly theirs: string;
  readonly yours: string;
  readonly theirsTitle: string;
}) {
  const { visit, theirs, yours, theirsTitle } = props;
  const { editor } = visit.text.memories;
  const changes = diffWordsWithSpace(theirs, yours, { timeout: maxMs });
  const side = (isLeftOut: (change: { added: boolean; removed: boolean }) => boolean) =>
    changes
      ?.filter((change) => !isLeftOut(change))
      .map(({ value, added, removed }) =>
        added || removed ? <OnlyHere visit={visit}>{value}</OnlyHere> : value,
      );
  return (
    <div class="row mb-3">
      <Side title={theirsTitle}>{side(({ added }) => added) ?? theirs}</Side>
      <Side title={editor.yours}>{side(({ removed }) => removed) ?? yours}</Side>
    </div>
  );
}

function Side({ title, children }: { readonly title: string; readonly children: Child }) {
  return (
    <section class="col-lg-6 mb-3" aria-label={title}>
      <h2 class="h6">{title}</h2>
      <div class="card card-body version text-break">{children}</div>
    </section>
  );
}

function OnlyHere({ visit, children }: { readonly visit: Visit; readonly children: Child }) {
  const { editor } = visit.text.memories;
  return (
    <mark>
      <span class="visually-hidden">{`[${editor.onlyHere} `}</span>
      {children}
      <span class="visually-hidden">{` ${editor.endOfOnlyHere}]`}</span>
    </mark>
  );
}
