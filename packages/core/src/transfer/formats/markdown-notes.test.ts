import { expect, it } from 'vitest';
import { utf8Text } from '../utf8-text.js';
import { markdownFormat } from './markdown-format.js';

const foreign = `---
title: Things
tags: [a]
---

Loves the sea,
even in winter.

# About me

- Allergic to peanuts.
* [x] Has a **driving licence**
  - class B
  - since 2001

  and a bicycle
+ lazy
continuation
1. First marathon: 4:02
2) Second: 3:58

***
Title below
-----------
Born
1984. In May.

<!-- a remark -->
<!-- a longer
remark -->
\`\`\`sh
# no heading

npm start
\`\`\`
-

| a | b |
|---|---|

## ${'x'.repeat(80)}
last
`;

async function notesOf(text: string) {
  const notes: unknown[] = [];
  for await (const entry of markdownFormat.read(utf8Text(text))) {
    notes.push('value' in entry ? { line: entry.line, ...(entry.value as object) } : entry);
  }
  return notes;
}

it('plain notes become memories: items, paragraphs and code, under the heading above them', async () => {
  const notes = await notesOf(foreign);
  const category = 'About me';
  expect(notes).toEqual([
    { line: 6, text: 'Loves the sea,\neven in winter.' },
    { line: 11, text: 'Allergic to peanuts.', category },
    {
      line: 12,
      text: 'Has a **driving licence**\n- class B\n- since 2001\n\nand a bicycle',
      category,
    },
    { line: 17, text: 'lazy\ncontinuation', category },
    { line: 19, text: 'First marathon: 4:02', category },
    { line: 20, text: 'Second: 3:58', category },
    { line: 25, text: 'Born\n1984. In May.', category: 'Title below' },
    { line: 31, text: '```sh\n# no heading\n\nnpm start\n```', category: 'Title below' },
    { line: 38, text: '| a | b |\n|---|---|', category: 'Title below' },
    { line: 42, text: 'last' },
  ]);
  expect(await notesOf(foreign.replaceAll('\n', '\r\n'))).toEqual(notes);
});

it('what is never closed is reported, and the rest is not taken for something else', async () => {
  expect(await notesOf('---\ntitle: x\n\n- a\n')).toMatchObject([
    { line: 1, fault: expect.stringContaining('front matter') },
  ]);
  expect(await notesOf('- a\n<!-- b\n- c\n')).toMatchObject([
    { line: 1, text: 'a' },
    { line: 2, fault: expect.stringContaining('comment') },
  ]);
  expect(await notesOf('<!-- memory {"id":"x"} -->\na\n')).toMatchObject([
    { line: 1, fault: expect.stringContaining('not closed') },
  ]);
  expect(await notesOf('<!-- memory {x} -->\na\n<!-- /memory -->\n- b')).toMatchObject([
    { line: 1, fault: expect.stringContaining('JSON') },
    { line: 4, text: 'b' },
  ]);
});

it('people may edit an exported file: texts, line ends, notes added between', async () => {
  const begin = '<!-- memory {"tags":["a"]} -->';
  const edited = `${begin}\r\n### heading\r\n\r\nnew\r\ntext\r\n<!-- /memory -->\r\n- more\r\n${begin}\r\nno heading\r\n<!-- /memory -->\r\n`;
  expect(await notesOf(edited)).toEqual([
    { line: 1, tags: ['a'], text: 'new\ntext' },
    { line: 7, text: 'more' },
    { line: 8, tags: ['a'], text: 'no heading' },
  ]);
});
