/**
 * The URL that a text is, or `undefined` when it is none. For texts from outside, instead of `URL.canParse`: on Node 20 that
 * function is wrong once it has been called some thousand times. Its optimised form reads the characters above U+007F of a
 * text as broken UTF-8, and `https://münchen.example` is no URL any more.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
