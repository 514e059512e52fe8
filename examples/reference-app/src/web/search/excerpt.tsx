import sanitizeHtml from 'sanitize-html';
import { renderMarkdown } from '../ui/markdown.js';
import { termFinder } from './term-finder.js';
import type { Terms } from './words.js';

/** A text of up to so many characters is read at a glance; longer ones are folded up in their cards. */
const glance = 700;
const length = 260;
/** How much of it may stand before the first hit. */
const before = 60;
/** How far a cut may move to fall between two words. */
const slack = 30;
/** Enough to choose from. */
const maxHits = 200;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** The part of a long text in which the most terms occur, with these marked; nothing where that would not help. */
export function Excerpt({ text, terms }: { readonly text: string; readonly terms: Terms }) {
  const excerpt = excerptOf(text, terms);
  if (excerpt === undefined) return null;
  let at = 0;
  return (
    <p class="mb-2 text-break">
      {termFinder(terms)(excerpt).map(([from, to]) => {
        const between = excerpt.slice(at, from);
        at = to;
        return (
          <>
            {between}
            <mark>{excerpt.slice(from, to)}</mark>
          </>
        );
      })}
      {excerpt.slice(at)}
    </p>
  );
}

/** Plain text; nothing for a text that is short, and for one in which no term occurs. */
export function excerptOf(text: string, terms: Terms): string | undefined {
  if (text.length <= glance || terms.size === 0) return undefined;
  const plain = plainText(text);
  const hits = termFinder(terms)(plain)
    .slice(0, maxHits)
    .map(([from]) => from);
  const [first] = hits;
  if (first === undefined) return undefined;
  const countFrom = (start: number) =>
    hits.filter((hit) => hit >= start && hit < start + length - before).length;
  const best = hits.reduce((left, right) => (countFrom(right) > countFrom(left) ? right : left));
  const from = best <= before ? 0 : atSpace(plain, best - before);
  const to = from + length >= plain.length ? plain.length : atSpace(plain, from + length);
  const cut = plain.slice(from, to).trim().toWellFormed();
  return `${from > 0 ? '… ' : ''}${cut}${to < plain.length ? ' …' : ''}`;
}

/** Where the next space is; a script without spaces is cut anywhere. */
function atSpace(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space >= 0 && space - from <= slack ? space : from;
}

/** What a reader sees of Markdown, in one line. */
function plainText(text: string): string {
  return sanitizeHtml(renderMarkdown(text), { allowedTags: [] })
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
