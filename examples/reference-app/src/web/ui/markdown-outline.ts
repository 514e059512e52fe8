import type { Token } from 'markdown-it';

/**
 * Gives the headings of a text levels that fit into the page around it: the highest becomes `top`, and none is more than
 * one below the one before, whatever the text skips.
 */
export function fitHeadings(tokens: readonly Token[], top: number): void {
  const open: number[] = [];
  let level = top;
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1));
      while (open.length > 0 && (open.at(-1) ?? 0) >= written) open.pop();
      level = Math.min(6, top + open.length);
      open.push(written);
    }
    if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = `h${level}`;
  }
}
