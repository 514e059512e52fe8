import { z } from 'zod';
import type { Input } from '../field.js';
import { limits } from '../limits.js';
import { filterFields } from '../memory/filter-fields.js';
import { listInput } from '../memory/input.js';
import { formatNames } from './formats/formats.js';
import type { Content } from './utf8-text.js';

const format = z
  .enum(formatNames)
  .describe(
    '`json`: one list. `jsonl`: one record per line. `csv`: a table with a header. `markdown`: readable text.',
  );

const { cursor } = listInput.shape;

export const exportInput = z.strictObject({
  format,
  ...filterFields,
  includeExpired: z.boolean().default(false).describe('true: include expired memories.'),
});

export const exportPageInput = exportInput.extend({
  limit: z.int().min(1).max(limits.exportPage).default(200),
  cursor,
});

export const importInput = z.strictObject({
  format,
  content: z.string().describe('The complete file as text.'),
});

/** The input of an import without the content, which may be a stream. */
export const importOptions = importInput.omit({ content: true });

/** Which of the caller's memories, and in which form. */
export type ExportInput = Input<typeof exportInput>;
export type ExportPageInput = Input<typeof exportPageInput>;
/** A file to import. Its content may be a stream. */
export type ImportInput = Input<typeof importOptions> & { readonly content: Content };
