import { differingParts, isSame, type MemoryState, type Part } from './memory-state.js';
import { type Marks, mergeTexts } from './merge-text.js';

export interface MergedState {
  readonly state: MemoryState;
  /** Places of the text that stand between marks. */
  readonly conflicts: number;
  /** What the other side changed. */
  readonly theirChanges: readonly Part[];
  /** Parts that both changed in different ways; `state` has one's own. */
  readonly disputed: readonly Part[];
}

/** One state out of two that were made from the same one: each part as the side has it that changed it. */
export function mergeStates(
  { base, yours, theirs }: Readonly<Record<'base' | 'yours' | 'theirs', MemoryState>>,
  marks: Marks,
): MergedState {
  const theirChanges = differingParts(base, theirs);
  const disputed = theirChanges.filter(
    (part) => !isSame(part, base, yours) && !isSame(part, yours, theirs),
  );
  const pick = <Name extends Part>(part: Name): MemoryState[Name] =>
    isSame(part, base, yours) ? theirs[part] : yours[part];
  const { text, conflicts } = mergeTexts(
    { base: base.text, yours: yours.text, theirs: theirs.text },
    marks,
  );
  const state = {
    text,
    tags: mergeTags(base.tags, yours.tags, theirs.tags),
    category: pick('category'),
    expiresAt: pick('expiresAt'),
    sharing: pick('sharing'),
  };
  // Tags of both sides fit together.
  return { state, conflicts, theirChanges, disputed: disputed.filter((part) => part !== 'tags') };
}

/** What both kept, and what either added. */
function mergeTags(
  base: readonly string[],
  yours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const kept = base.filter((tag) => yours.includes(tag) && theirs.includes(tag));
  const added = [...yours, ...theirs].filter((tag) => !base.includes(tag));
  return [...new Set([...kept, ...added])];
}
