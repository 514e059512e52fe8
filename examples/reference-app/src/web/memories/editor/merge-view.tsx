import type { Visit } from '../../http/visit.js';
import { fullTime } from '../../ui/when/full-time.js';
import { Differences } from './differences.js';
import { isSame, type MemoryState, type Part, parts, type Sharing } from './memory-state.js';
import type { MergedState } from './merge-states.js';

export interface MergeModel {
  readonly visit: Visit;
  /** Absent when it is not known. */
  readonly base?: MemoryState | undefined;
  readonly yours: MemoryState;
  readonly theirs: MemoryState;
  readonly merged?: MergedState;
  readonly theirsTitle: string;
  /** What to call people and groups, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** Two versions of a memory, and what differs between them. */
export function MergeView(model: MergeModel) {
  const { visit, yours, theirs, merged, theirsTitle } = model;
  const { editor } = visit.text.memories;
  const isTextSame = isSame('text', yours, theirs);
  const others = parts.filter((part) => part !== 'text' && !isSame(part, yours, theirs));
  return (
    <>
      {!isTextSame && (
        <Differences
          visit={visit}
          theirs={theirs.text}
          yours={yours.text}
          theirsTitle={theirsTitle}
        />
      )}
      {others.length > 0 && <OtherParts {...model} others={others} />}
      {merged && (
        <>
          <h2 class="h5">{editor.mergedTitle}</h2>
          {!isTextSame && (
            <p class={merged.conflicts > 0 ? 'alert alert-warning' : ''}>
              {merged.conflicts > 0 ? editor.mergedConflicts(merged.conflicts) : editor.mergedClean}
            </p>
          )}
        </>
      )}
    </>
  );
}

function OtherParts(model: MergeModel & { readonly others: readonly Part[] }) {
  const { visit, base, yours, theirs, merged, theirsTitle, others } = model;
  const { editor } = visit.text.memories;
  const inWords = (part: Part, state: MemoryState) => partInWords(model, part, state);
  return (
    <section class="table-responsive mb-3" tabindex={0} aria-label={editor.differences}>
      <table class="table table-sm align-middle">
        <caption class="caption-top">{editor.differences}</caption>
        <thead>
          <tr>
            <th scope="col">{editor.part}</th>
            {base && <th scope="col">{editor.before}</th>}
            <th scope="col">{theirsTitle}</th>
            <th scope="col">{editor.yours}</th>
          </tr>
        </thead>
        <tbody>
          {others.map((part) => (
            <tr>
              <th scope="row">
                {editor.parts[part]}
                {merged && base && (
                  <div class="small fw-normal">{resultOf(model, part, base, merged)}</div>
                )}
              </th>
              {base && <td class="text-break">{inWords(part, base)}</td>}
              <td class="text-break">{inWords(part, theirs)}</td>
              <td class="text-break">{inWords(part, yours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function resultOf({ visit }: MergeModel, part: Part, base: MemoryState, merged: MergedState) {
  const { editor } = visit.text.memories;
  if (merged.disputed.includes(part)) return editor.disputed;
  if (part === 'tags') return undefined;
  return isSame(part, merged.state, base) || !merged.theirChanges.includes(part)
    ? editor.yoursKept
    : editor.takenOver;
}

function partInWords(model: MergeModel, part: Part, state: MemoryState): string {
  const { visit } = model;
  const { editor } = visit.text.memories;
  if (part === 'tags') return state.tags.map((tag) => `#${tag}`).join(' ') || editor.none;
  if (part === 'category') return state.category ?? editor.none;
  if (part === 'sharing') return readersInWords(model, state.sharing);
  if (part === 'text') return state.text;
  return state.expiresAt === undefined ? editor.expiries.never : fullTime(visit, state.expiresAt);
}

function readersInWords(
  { visit, names }: MergeModel,
  { permission, userIds, groupIds }: Sharing,
): string {
  const { editor } = visit.text.memories;
  const named = [...userIds, ...groupIds].map((id) => names.get(id) ?? `${id.slice(0, 8)}…`);
  return named.length > 0 ? named.join(', ') : editor.permissions[permission];
}
