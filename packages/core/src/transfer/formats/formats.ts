import type { TransferFormat } from '../transfer-format.js';
import { csvFormat } from './csv-format.js';
import { jsonFormat } from './json-format.js';
import { jsonlFormat } from './jsonl-format.js';
import { markdownFormat } from './markdown-format.js';

const formats = {
  json: jsonFormat,
  jsonl: jsonlFormat,
  csv: csvFormat,
  markdown: markdownFormat,
} as const satisfies Record<string, TransferFormat>;

export type FormatName = keyof typeof formats;

/** The names of all formats, in a fixed order. */
export const formatNames = Object.keys(formats) as [FormatName, ...FormatName[]];

export function formatNamed(name: FormatName): TransferFormat {
  return formats[name];
}
