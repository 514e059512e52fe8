import { z } from 'zod';
import { limits } from '../limits.js';
import { type FilterInput, listInput } from '../memory/input.js';
import { type FormatName, formatNames } from './formats/formats.js';
import type { Content } from './utf8-text.js';

/** Which of the caller's memories, and in which form. */
export interface ExportInput extends Omit<FilterInput, 'userId'> {
  readonly format: FormatName;
  /** Also those that have expired. Default false. */
  readonly includeExpired?: boolean;
}

export interface ExportPageInput extends ExportInput {
  /** Most memories of a page, 1 to 1,000; default 200. A page of long texts may hold fewer. */
  readonly limit?: number;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface ImportInput {
  readonly format: FormatName;
  readonly content: Content;
}

const format = z
  .enum(formatNames)
  .describe(
    '`json`: one list. `jsonl`: a record in each line. `csv`: a table with a header. `markdown`: for people to read.',
  );

const { permission, tags, category, createdAfter, createdBefore, cursor } = listInput.shape;

export const exportInput = z.strictObject({
  format,
  permission,
  tags,
  category,
  createdAfter,
  createdBefore,
  includeExpired: z.boolean().default(false).describe('true: also memories that have expired.'),
});

export const exportPageInput = exportInput.extend({
  limit: z.int().min(1).max(limits.exportPage).default(200),
  cursor,
});

export const importInput = z.strictObject({
  format,
  content: z.string().describe('The whole file, as text.'),
});

/** What an import is told besides the content, which may be a stream. */
export const importOptions = importInput.omit({ content: true });
