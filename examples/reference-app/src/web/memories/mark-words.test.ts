import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../ui/markdown.js';
import { markFound, wordFinder } from './mark-words.js';
import { foldedWords } from './words.js';

const marked = (markdown: string, typed: string) =>
  markFound(renderMarkdown(markdown), wordFinder(foldedWords(typed))).trim();

describe('marks', () => {
  it.each([
    ['**bold** move', 'bold', '<p><strong><mark>bold</mark></strong> move</p>'],
    ['a < b & c', '<', '<p>a <mark>&lt;</mark> b &amp; c</p>'],
    ['a & b', 'amp', '<p>a &amp; b</p>'],
    ['say "amp"', '"amp"', '<p>say <mark>&quot;amp&quot;</mark></p>'],
    ['p strong', 'strong', '<p>p <mark>strong</mark></p>'],
    ['`<b>`', 'b', '<p><code>&lt;<mark>b</mark>&gt;</code></p>'],
  ])('in %j for %j', (markdown, typed, expected) => {
    expect(marked(markdown, typed)).toBe(expected);
  });

  it('stay out of addresses', () => {
    const html = marked('[map](https://example.org/map?map=1)', 'map');
    expect(html.match(/<mark>/g)?.length).toBe(1);
    expect(html).toContain('href="https://example.org/map?map=1"');
  });

  it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</mark><svg onload=1>'])(
    'make nothing act that did not: %j',
    (attack) => {
      const html = marked(`x ${attack} y`, `${attack} script img svg mark`);
      expect(html.replace(/<\/?mark>/g, '')).not.toMatch(/<(?!\/?p>)/);
    },
  );
});
