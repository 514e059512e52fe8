import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const document = new URL('../../docs/security.md', import.meta.url);

/** The tests that the document names, as `[title](file)`. */
const named = [
  ...readFileSync(document, 'utf8').matchAll(
    /\[([^\]]+)\]\((\.\.\/(?:packages|tests|examples)[^)]+)\)/g,
  ),
].map(([, title = '', file = '']) => ({ title, file }));

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
    expect(named.length).toBeGreaterThan(80);
  });

  it.each(named)('names a test that there is: $title', ({ title, file }) => {
    const source = readFileSync(new URL(file, document), 'utf8');
    expect(titlesIn(source)).toContain(title);
  });
});
