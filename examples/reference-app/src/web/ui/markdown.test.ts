import { parse } from 'node-html-parser';
import { expect, it } from 'vitest';
import { renderMarkdown } from './markdown.js';

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><animate onbegin=alert(1)>',
  '<style>*{display:none}</style>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  '<details open ontoggle=alert(1)>',
  '<form action=/logout method=post><button>x</button></form>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert`1`)',
  '[x](java\tscript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/settings/delete)',
  '[x](#content)',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x](https://evil.example/pixel.png)',
  '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
  '`<img src=x onerror=alert(1)>`',
  '```html\n<script>alert(1)</script>\n```',
  '|a|\n|-|\n|<img src=x onerror=alert(1)>|',
  '# <b onclick=alert(1)>x</b> {#content}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '</div></main><script>alert(1)</script>',
];

it.each(attacks)('lets nothing act in the page: %j', (text) => {
  const html = renderMarkdown(text);
  for (const element of parse(html).querySelectorAll('*')) {
    expect(element.tagName).toMatch(
      /^(?:H[2-6]|P|BR|HR|BLOCKQUOTE|PRE|CODE|A|DIV|UL|OL|LI|STRONG|EM|S|TABLE|THEAD|TBODY|TR|T[HD])$/,
    );
    for (const [name, value] of Object.entries(element.attributes)) {
      expect(['href', 'rel', 'title', 'class', 'tabindex', 'start']).toContain(name);
      if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/);
    }
  }
});

it('keeps the words of what it does not let through', () => {
  expect(parse(renderMarkdown('[words](/settings)')).text.trim()).toBe('words');
  expect(renderMarkdown('a <b>c</b>')).toContain('&lt;b&gt;c&lt;/b&gt;');
});

it('opens links without handing anything over, and links addresses that stand in the text', () => {
  for (const text of ['[x](https://a.example)', 'https://a.example', 'ann@a.example']) {
    const link = parse(renderMarkdown(text)).querySelector('a');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
  }
});

it('fetches no picture: a link with its words stands in its place', () => {
  const page = parse(
    renderMarkdown(
      '![my cat](https://a.example/cat.png) [![in](https://a.example/b.png)](https://b.example)',
    ),
  );
  expect(page.querySelectorAll('img')).toEqual([]);
  expect(page.querySelectorAll('a').map((link) => [link.text, link.getAttribute('href')])).toEqual([
    ['my cat', 'https://a.example/cat.png'],
    ['in', 'https://b.example'],
  ]);
});

it.each([
  ['# a\n### b\n###### c\n# d', {}, ['H2', 'H3', 'H4', 'H2']],
  ['### a\n# b\n## c', {}, ['H2', 'H2', 'H3']],
  ['# a\n## b', { topLevel: 4 }, ['H4', 'H5']],
  [
    '# a\n## b\n### c\n#### d\n##### e\n###### f',
    { topLevel: 4 },
    ['H4', 'H5', 'H6', 'H6', 'H6', 'H6'],
  ],
])('fits the headings of %j into the outline of the page', (text, options, levels) => {
  const headings = parse(renderMarkdown(text, options)).querySelectorAll('h1,h2,h3,h4,h5,h6');
  expect(headings.map(({ tagName }) => tagName)).toEqual(levels);
});

it('lets tables scroll within themselves, by keys too, and keeps their alignment', () => {
  const page = parse(renderMarkdown('|a|b|\n|:-:|--:|\n|1|2|'));
  expect(page.querySelector('div.markdown-table[tabindex="0"] > table')).not.toBeNull();
  expect(page.querySelectorAll('td').map((cell) => cell.getAttribute('class'))).toEqual([
    'text-center',
    'text-end',
  ]);
});

it.each([
  ['quotes', `${'> '.repeat(200)}deep down`],
  ['quotes without spaces', `${'>'.repeat(200)}deep down`],
  ['lists', `${'- '.repeat(200)}deep down`],
  [
    'indented lists',
    `${Array.from({ length: 100 }, (_, level) => `${' '.repeat(level * 2)}- x`).join('\n')}\n\ndeep down`,
  ],
])('shows what is nested too deep as it was written: %s', (_, text) => {
  const html = renderMarkdown(text);
  expect(html).toContain('deep down');
  expect(parse(html).querySelectorAll('*').length).toBeLessThan(5);
});

it.each([
  ['brackets', '['.repeat(10_000)],
  ['pictures', '!['.repeat(5_000)],
  ['emphasis', '*a **a '.repeat(1_400)],
  ['links', '[a](<'.repeat(2_000)],
  ['table', `${'|a'.repeat(2_500)}\n${'|-'.repeat(2_400)}`],
  ['a megabyte', '*a _b `c '.repeat(120_000)],
])('survives %s', (_, text) => {
  expect(renderMarkdown(text).length).toBeGreaterThan(0);
});
