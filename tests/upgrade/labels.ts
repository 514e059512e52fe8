import type { ManifestMemory } from './manifest.js';

/** A label as it may be shown: composed (NFC), trimmed, with single spaces inside. */
export function cleanLabel(label: string): string {
  return label.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
}

/**
 * What makes two labels the same one: the clean label by full Unicode case folding. JavaScript has no case
 * folding; mapping each character to lower, upper and lower case gives the same, but for the dotless i, which
 * has no case to fold.
 */
export function labelIdentity(label: string): string {
  const folded = [...cleanLabel(label)].map((character) =>
    character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase(),
  );
  return folded.join('').normalize('NFC');
}

export type LabelKind = 'tags' | 'category';

/** The labels of one kind that a memory had, in its order. */
export function labelsOf(memory: ManifestMemory, kind: LabelKind): readonly string[] {
  if (kind === 'tags') return memory.tags;
  return memory.category === undefined ? [] : [memory.category];
}

/** The memory's labels of one kind by identity, without repetition. */
export function identitiesOf(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map(labelIdentity))].sort();
}

/**
 * The clean spellings that may be shown for a label once its spellings are merged: that of its owner's first
 * memory that carries it, as a label of this kind or of either. Memories of one batch are equally old.
 */
export function firstSpellings(
  memories: readonly ManifestMemory[],
  kind: LabelKind,
  identity: string,
): ReadonlySet<string> {
  const earliest = (kinds: readonly LabelKind[]) => {
    const uses = memories.flatMap((memory) => {
      const spelling = kinds
        .flatMap((each) => labelsOf(memory, each))
        .find((label) => labelIdentity(label) === identity);
      return spelling === undefined ? [] : [{ at: memory.createdAt, spelling }];
    });
    const first = uses.map(({ at }) => at).sort()[0];
    return uses.filter(({ at }) => at === first).map(({ spelling }) => cleanLabel(spelling));
  };
  return new Set([...earliest([kind]), ...earliest(['tags', 'category'])]);
}
