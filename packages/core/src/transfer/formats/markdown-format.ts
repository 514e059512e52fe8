import type { MemoryRecord } from '../memory-record.js';
import type { TransferFormat } from '../transfer-format.js';
import { readMarkdown } from './markdown-records.js';

/**
 * Markdown that people read. Each memory is its text as it is, below a heading for the eye, between two
 * comments that Markdown does not show: the first holds all the rest as JSON. A line of a text that looks
 * like such a comment gets a backslash in front. Reads also notes that others have written.
 */
export const markdownFormat: TransferFormat = {
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  begin: '<!-- Memories exported by Picard -->\n',
  end: '',
  write: (records) => records.map(written).join(''),
  read: readMarkdown,
};

function written({ text, ...facts }: MemoryRecord): string {
  return [
    '',
    `<!-- memory ${inComment(JSON.stringify(facts))} -->`,
    heading(facts),
    '',
    escaped(text),
    '<!-- /memory -->',
    '',
  ].join('\n');
}

/** JSON with nothing in it that could end a comment. Both marks occur in strings alone. */
function inComment(json: string): string {
  return json.replaceAll('--', '-\\u002d').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function escaped(text: string): string {
  return text.replace(/(?<=^|\n)(?=\\*<!-- \/?memory)/g, '\\');
}

function heading({ created_at, category, tags }: Omit<MemoryRecord, 'text'>): string {
  const facts = [...(category === null ? [] : [category]), ...tags.map((tag) => `#${tag}`)];
  const shown = facts.map((fact) => fact.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#&]/g, '\\$&'));
  return `### ${[created_at.slice(0, 10), ...shown].join(' · ')}`;
}
