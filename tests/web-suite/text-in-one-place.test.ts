import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishIn } from './english-outside-text.js';

const web = join(import.meta.dirname, '../../examples/reference-app/src/web');
/** Says to operators, when the application starts, what is wrong with a variable. */
const forOperators = ['sealing/key-ring.ts'];
const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
  (name) =>
    /\.tsx?$/.test(name) &&
    !/^text\/|\.d\.ts$|\.test\.tsx?$/.test(name) &&
    !forOperators.includes(name),
);

describe('what visitors read', () => {
  it('is looked for in every page and route', () => {
    expect(files).toEqual(
      expect.arrayContaining(['ui/layout.tsx', 'search/search-page.tsx', 'http/failures.ts']),
    );
    expect(files.length).toBeGreaterThan(150);
  });

  it.each(files)('stands in text/ alone, not in %s', (file) => {
    expect(englishIn(readFileSync(join(web, file), 'utf8'), file)).toEqual([]);
  });
});

describe('the search for it', () => {
  it.each([
    ['text between tags', 'const a = <p>Hello</p>;'],
    ['text between other things', 'const a = <p>{name} and {other}</p>;'],
    ['text in braces', "const a = <p>{isOne ? 'one memory' : text.many}</p>;"],
    ['a template', 'const a = <p>{`Hello ${' + 'name}`}</p>;'],
    ['what is joined', "const a = <p>{text.hello + ' dear'}</p>;"],
    ['an attribute that people hear', 'const a = <button aria-label="close" />;'],
    ['an attribute in braces', 'const a = <img alt={isOpen ? "open" : text.closed} />;'],
    ['an attribute of a component', 'const a = <Field lead="Your name" />;'],
    ['a title of a page', "const page = { title: 'Memories' };"],
    ['a message of a toast', "tell(request, { kind: 'info', message: 'It is done.' });"],
    ['an error of a form', "z.string({ error: 'must not be empty' });"],
  ])('finds %s', (_, source) => {
    expect(englishIn(source, 'page.tsx')).toHaveLength(1);
  });

  it.each([
    ['what comes from text', 'const a = <p title={text.title}>{text.lead(name)}</p>;'],
    ['signs and numbers', 'const a = <p>·{" "}{count} / 10</p>;'],
    [
      'classes, names and addresses',
      'const a = <a className="btn btn-link" href="/x" id="y z" />;',
    ],
    ['comparisons', "const a = <p>{kind === 'shared' && text.shared}</p>;"],
    ['what goes into the log', "logger.warn({ err }, 'an export broke off');"],
  ])('passes over %s', (_, source) => {
    expect(englishIn(source, 'page.tsx')).toEqual([]);
  });
});
