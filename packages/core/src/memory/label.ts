/** Longer than any text that can normalize to a label: NFC composes at most four characters into one. */
const maxComposed = 4;

/** A label of ASCII words with single spaces, as most are: it is its own shown form, and its key is in lower case. */
const plainLabel = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A label as it is stored and shown: white space (Unicode's White_Space) trimmed and collapsed to single spaces,
 * composed (NFC). A text that is too long for a label whatever it composes to is not composed, which could take
 * long.
 */
export function shownLabel(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  if (plainLabel.test(text)) return text;
  const collapsed = text.replaceAll(/\p{White_Space}+/gu, ' ');
  const trimmed = collapsed.slice(
    collapsed.startsWith(' ') ? 1 : 0,
    collapsed.length > 1 && collapsed.endsWith(' ') ? -1 : undefined,
  );
  return trimmed.length > maxLength * maxComposed ? trimmed : trimmed.normalize('NFC');
}

/**
 * The identity of a label: two labels are the same if and only if their keys are equal. It may be longer than the
 * label. Always made by this function, never by the database, whose case mapping depends on its locale.
 */
export function labelKey(text: string): string {
  if (plainLabel.test(text)) return text.toLowerCase();
  return foldCase(shownLabel(text)).normalize('NFC');
}

/**
 * A representative of all texts that full Unicode case folding (CaseFolding.txt, statuses C and F) makes equal.
 * Lower, upper and lower case one after the other do what folding does, but for the dotless i, which does not fold,
 * and for the final sigma, whose lower case depends on its context.
 */
export function foldCase(text: string): string {
  return text
    .split('ı')
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase())
    .join('ı')
    .replaceAll('ς', 'σ');
}

/** The labels without those that repeat an earlier one in another spelling. */
export function distinctLabels(labels: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const label of labels) {
    const key = labelKey(label);
    if (!byKey.has(key)) byKey.set(key, label);
  }
  return [...byKey.values()];
}
