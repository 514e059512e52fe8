import { findWords, type Range } from './words.js';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** Finds what is to be marked in a piece of text. */
export type Finder = (text: string) => readonly Range[];

/**
 * Marks what `find` finds in the text of HTML that `renderMarkdown` wrote. What was text stays text, so that the answer is
 * as safe as what was given.
 */
export function markFound(html: string, find: Finder): string {
  return html
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? piece : markText(piece, find)))
    .join('');
}

/** A finder of words as they were typed into the filter of the list. */
export function wordFinder(words: readonly string[]): Finder {
  return (text) => findWords(text, words);
}

function markText(escaped: string, find: Finder): string {
  const text = escaped.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
  let marked = '';
  let at = 0;
  for (const [from, to] of find(text)) {
    marked += `${escapeText(text.slice(at, from))}<mark>${escapeText(text.slice(from, to))}</mark>`;
    at = to;
  }
  return marked + escapeText(text.slice(at));
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
