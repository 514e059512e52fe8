import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const document = new URL('../../docs/security.md', import.meta.url);
const text = readFileSync(document, 'utf8');
const link = /\[([^\]]+)\]\((\.\.\/(?:packages|tests|examples)[^)]+)\)/g;

/** The tests that the document names, as `[title](file)`, each once. */
const named = [
  ...new Map(
    [...text.matchAll(link)].map(([whole, title = '', file = '']) => [whole, { title, file }]),
  ).values(),
];

/** The rows of the tables whose last column is for tests, and what stands in that column. */
const rows = [...text.matchAll(/^\|(.*) tests \|\n\|[-|]+\|\n((?:\|.*\n)+)/gm)].flatMap(
  ([, , body = '']) =>
    body
      .trimEnd()
      .split('\n')
      .map((row) => {
        const cells = row.split(' | ');
        return { what: `${cells[0]} | ${cells[1]}`, tests: cells.at(-1) ?? '' };
      }),
);

const sources = new Map<string, Set<string>>();

function titlesOf(file: string): Set<string> {
  const titles = sources.get(file) ?? titlesIn(readFileSync(new URL(file, document), 'utf8'));
  sources.set(file, titles);
  return titles;
}

/** A title as it may stand in a source: between quotes of any kind, the quotes within it escaped or not. */
function titlesIn(source: string): Set<string> {
  const strings = source.matchAll(
    /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g,
  );
  return new Set(
    [...strings].map(([, single, double, template]) =>
      (single ?? double ?? template ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

describe('the security document', () => {
  it('names tests', () => {
    expect(named.length).toBeGreaterThan(300);
    expect(rows.length).toBeGreaterThan(200);
  });

  it.each(named)('names a test that there is: $title', ({ title, file }) => {
    expect(titlesOf(file)).toContain(title);
  });

  it.each(rows)('leads from each row to a test: $what', ({ tests }) => {
    expect(tests).toMatch(link);
  });
});
