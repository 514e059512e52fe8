import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { citedAnswer } from './cite.js';

const known = new Set(['m1', 'm2', 'm3']);
const name = (label: string) => `memory ${label}`;
const cite = (text: string) => citedAnswer(text, known, name);
const linksOf = (html: string) =>
  parse(html)
    .querySelectorAll('a')
    .map((link) => `${link.getAttribute('href')}${link.id && ` ${link.id}`}`);

describe('an answer with citations', () => {
  it('leads from each citation to its memory, and back to the first', () => {
    const { html, labels } = cite('Window [m2]. And **aisle** [m1, m2].');
    expect(linksOf(html)).toEqual(['#used-m2 cite-m2', '#used-m1 cite-m1', '#used-m2']);
    expect(labels).toEqual(['m2', 'm1']);
    expect(parse(html).textContent.trim()).toBe('Window m2. And aisle m1m2.');
    expect(parse(html).querySelector('a')?.getAttribute('aria-label')).toBe('memory m2');
  });

  it('cites nothing that is not known', () => {
    const { html, labels } = cite('Who knows [m9] [m1, m9] [x].');
    expect(linksOf(html)).toEqual([]);
    expect(labels).toEqual([]);
    expect(html).toContain('[m9]');
  });

  it('does not let the answer decide where a citation leads', () => {
    const { html } = cite(
      'See [m1] and [m2](https://evil.example).\n\n[m1]: https://evil.example "x"',
    );
    const cited = parse(html).querySelectorAll('a.citation');
    expect(cited.map((link) => link.getAttribute('href'))).toEqual([
      '#used-m1',
      '#used-m2',
      '#used-m1',
    ]);
  });

  it('puts no link into a link or into code', () => {
    const { html } = cite('[see [m1] there](https://example.org/[m1]) and `[m2]`\n\n    [m3]\n');
    expect(parse(html).querySelectorAll('a a, code a')).toEqual([]);
    expect(parse(html).textContent).toContain('[m3]');
    expect(html).not.toMatch(/[\uE000\uE001]/);
  });

  it('is not misled by the characters that stand for citations meanwhile', () => {
    const { html, labels } = cite('\uE000m1\uE001 and \uE000m9\uE001" onclick="x');
    expect(labels).toEqual([]);
    expect(linksOf(html)).toEqual([]);
  });

  it.each([
    '<script>alert(1)</script> [m1]',
    '[x](javascript:alert(1)) [m1]',
    '<img src=x onerror=alert(1)> [m1]',
    '![x](https://evil.example/pixel.png) [m1]',
    '[a](https://example.org "\uE000m1\uE001 [m1] > <b onclick=x>") [m1]',
    '<a href="https://example.org" onclick="x">y</a> [m1]',
    '<style>*{display:none}</style><iframe src="/"></iframe> [m1]',
    '[x](data:text/html,<script>alert(1)</script>) [m1]',
  ])('holds nothing that acts: %s', (text) => {
    const document = parse(cite(text).html);
    expect(document.querySelectorAll('script, img, iframe, style, object, svg')).toEqual([]);
    for (const element of document.querySelectorAll('*')) {
      expect(Object.keys(element.attributes).filter((name) => /^on|style/.test(name))).toEqual([]);
      const href = element.getAttribute('href');
      if (href !== undefined) expect(href).toMatch(/^(https?:|mailto:|#used-m)/);
    }
    expect(linksOf(cite(text).html)).toContain('#used-m1 cite-m1');
  });
});
