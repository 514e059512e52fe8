import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const documents = [
  ...['README.md', 'TESTING.md', 'DEBUGGING.md', 'PLANNING.md'],
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Programs shown in a document: a code block whose first line names the file that holds it. */
const shown = documents.flatMap((document) =>
  [...read(document).matchAll(/```\w+\n\/\/ (examples\/\S+)\n([\s\S]*?)```/g)].map(
    ([, file = '', code = '']) => ({ document, file, code }),
  ),
);

describe('the documents', () => {
  it('show programs', () => {
    expect(shown.map(({ file }) => file)).toContain('examples/first-memories.mjs');
  });

  it.each(shown)('$document shows $file as it is', ({ file, code }) => {
    expect(code.trim()).toBe(read(file).trim());
  });

  it.each(documents)('%s links only to what is there', (document) => {
    const base = new URL(document, root);
    const links = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)];
    for (const [, link = ''] of links) {
      expect(() => readFileSync(new URL(link, base)), link).not.toThrow(/ENOENT/);
    }
  });

  it.each(documents)('%s links only to headings that there are', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
    for (const [link, path = '', heading = ''] of links) {
      const target = path === '' ? document : new URL(path, new URL(document, root));
      if (!String(target).endsWith('.md')) continue;
      expect(headingsOf(readFileSync(new URL(target, root), 'utf8')), link).toContain(heading);
    }
  });
});

/** Headings as addresses within a page name them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
