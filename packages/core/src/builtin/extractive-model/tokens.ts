/** Longer words are several tokens, and so is every mark and every character of a script without spaces. */
const token =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]{1,6}|[^\s\p{L}\p{M}\p{N}]/gu;

/**
 * Tokens of a text as the extractive model counts them: pieces of words of up to six letters, and marks. It
 * reads words and not bytes, so these are its own; a neural model's tokenizer comes to much the same.
 */
export function countTokens(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(token)) count += 1;
  return count;
}

/** Returns the beginning of a text with at most `max` tokens, cut between two tokens. */
export function firstTokens(text: string, max: number): string {
  let count = 0;
  for (const { index } of text.matchAll(token)) {
    if (count === max) return text.slice(0, index).trimEnd();
    count += 1;
  }
  return text;
}
