/**
 * Characters that are counted at a time. The tokenizer's time grows with the square of a text without
 * spaces, so that a long one would stop the whole process; in pieces it does not.
 */
export const maxPieceLength = 200;

/** Where the piece that begins at `start` ends: before a space if it has one, and never within a character. */
export function pieceEnd(text: string, start: number, pieceLength: number): number {
  const end = start + pieceLength;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end);
  if (space > start) return space;
  return wholeCharacters(text, end);
}

/** `end`, or one less where it would cut a surrogate pair in two. */
export function wholeCharacters(text: string, end: number): number {
  return end > 0 && /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
