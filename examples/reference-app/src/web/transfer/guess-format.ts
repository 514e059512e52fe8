import { extname } from 'node:path';
import type { Format } from './format.js';

const byExtension: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.md': 'markdown',
  '.markdown': 'markdown',
};

/**
 * The format that a file seems to have, by its name and the beginning of its text. A name that lies does not count:
 * a list of objects is JSON, whatever it is called. Notes may begin with anything.
 */
export function guessFormat(name: string | undefined, beginning: string): Format {
  const named = byExtension[extname(name ?? '').toLowerCase()];
  if (named === 'markdown') return named;
  const text = beginning.replace(/^\uFEFF/, '').trimStart();
  if (/^\[\s*[{\]]/.test(text)) return 'json';
  if (/^\{\s*["}]/.test(text)) return isOneInEachLine(text) ? 'jsonl' : 'json';
  if (named === 'csv' || hasHeader(text)) return 'csv';
  return 'markdown';
}

/** Whether the first line is an object of its own, and not one that holds a list of them. */
function isOneInEachLine(text: string): boolean {
  const [first = '', ...rest] = text.split('\n');
  try {
    const record: unknown = JSON.parse(first);
    const holdsText = typeof record === 'object' && record !== null && 'text' in record;
    return holdsText || rest.some((line) => line.trim() !== '');
  } catch {
    // It goes on in the next line.
    return false;
  }
}

/** Whether the first line names a column `text` beside others, or nothing else. */
function hasHeader(text: string): boolean {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.split(/[,;\t]/).some((cell) => /^\s*"?text"?\s*$/i.test(cell));
}
