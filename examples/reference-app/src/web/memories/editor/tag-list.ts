/**
 * Tags as somebody types them, with commas between them, each once. A tag that has a comma in it stands in double
 * quotes, in which a double quote is doubled.
 */
export function readTags(typed: string): readonly string[] {
  const pieces = typed.match(/[^\S\n]*"(?:[^"]|"")*"\s*(?=,|$)|[^,\n]+/g) ?? [];
  return [...new Set(pieces.map((piece) => unquoted(piece.trim())).filter(Boolean))];
}

/** The other way round. */
export function writeTags(tags: readonly string[]): string {
  return tags
    .map((tag) => (/[,"\n]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag))
    .join(', ');
}

function unquoted(piece: string): string {
  const isQuoted = /^"(?:[^"]|"")*"$/.test(piece);
  return isQuoted ? piece.slice(1, -1).replaceAll('""', '"').trim() : piece;
}
