const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The beginning of a text on one line, at most `length` characters as a reader counts them, without the
 * marks that open a Markdown heading, list or quotation.
 */
export function excerpt(text: string, length: number): string {
  // A character is rarely more than a few code units: what lies far behind the cut need not be looked at.
  const line = text
    .slice(0, length * 20)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:[#>*+-]+ )+/, '');
  let count = 0;
  let cut = 0;
  for (const { index } of graphemes.segment(line)) {
    if (count === length - 1) cut = index;
    if (count === length) return `${line.slice(0, cut).trimEnd()}…`;
    count += 1;
  }
  return line;
}
