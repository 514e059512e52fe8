import { expect, it } from 'vitest';
import { guessFormat } from './guess-format.js';

it.each([
  ['a.json', '[{"text":"a"}]', 'json'],
  ['a.json', '\uFEFF [\n {"text":"a"}]', 'json'],
  ['a.json', '{"text":"a"}\n{"text":"b"}', 'jsonl'],
  ['a.jsonl', '{"text":"a"}', 'jsonl'],
  ['a.ndjson', '{"a":1}\n\n{"text":"b"}', 'jsonl'],
  ['a.json', '{"memories":[{"text":"a"}]}', 'json'],
  ['a.json', '{\n  "memories": [{"text":"a"}]\n}', 'json'],
  ['A.CSV', 'name,text\n1,2', 'csv'],
  ['a.tsv', 'eins\tzwei', 'csv'],
  ['a.md', '[{"a":1}] is how lists look', 'markdown'],
  ['notes.markdown', '{"a":1}', 'markdown'],
])('%s with %j is %s', (name, beginning, format) => {
  expect(guessFormat(name, beginning)).toBe(format);
});

it.each([
  ['a.csv', '[{"text":"a"}]', 'json'],
  ['a.csv', '{"text":"a"}\n{"text":"b"}\n', 'jsonl'],
  ['a.json', 'id;Text;tags\n1;a;', 'csv'],
  ['a.jsonl', '- a\n- b', 'markdown'],
  ['a.exe', '"text"\r\n"a"', 'csv'],
])('the name %s does not count against %j, which is %s', (name, beginning, format) => {
  expect(guessFormat(name, beginning)).toBe(format);
});

it.each([
  ['', 'markdown'],
  ['The text, as it is said, matters.', 'markdown'],
  ['[a link](https://example.org)', 'markdown'],
  ['- {"a":1}', 'markdown'],
  ['text', 'csv'],
  ['[]', 'json'],
])('pasted %j is %s', (text, format) => {
  expect(guessFormat(undefined, text)).toBe(format);
});
