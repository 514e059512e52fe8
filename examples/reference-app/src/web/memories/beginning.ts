/** The beginning of a text, in one line and without marks of Markdown. */
export function beginningOf(text: string, longest = 40): string {
  const line = text
    .slice(0, longest * 10)
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/^\s*(?:[-+*]|\d+[.)])\s+/gm, ' ')
    .replace(/[#>*_`~[\]|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const chars = [...line];
  return chars.length <= longest ? line : `${chars.slice(0, longest).join('').trimEnd()}…`;
}
