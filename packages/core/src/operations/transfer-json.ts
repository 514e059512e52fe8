import { z } from 'zod';
import { formatNames } from '../transfer/formats/formats.js';
import type { ExportPage, ImportProgress, ImportReport } from '../transfer/transfer-service.js';

export const exportPageSchema = z.looseObject({
  format: z.enum(formatNames),
  content: z.string().describe('A complete file of the format.'),
  count: z.int().describe('How many memories are in it.'),
  next_cursor: z
    .string()
    .nullable()
    .describe('Pass it as `cursor` for the next file; null on the last.'),
});

export const importReportSchema = z
  .looseObject({
    imported: z.int().describe('New memories.'),
    unchanged: z.int().describe('Records of memories that were there already.'),
    refused_count: z.int(),
    refused: z
      .array(
        z.looseObject({
          line: z.int().describe('Where the record begins in the file, counted from 1.'),
          code: z.string(),
          message: z.string(),
          field: z.string().optional(),
        }),
      )
      .describe('The first 1,000 records that were not imported, and why.'),
  })
  .describe('What became of the records of a file.');

export function exportPageToJson({ nextCursor, ...page }: ExportPage) {
  return { ...page, next_cursor: nextCursor ?? null };
}

export function importProgressToJson({ imported, unchanged, refusedCount }: ImportProgress) {
  return { imported, unchanged, refused_count: refusedCount };
}

export function importReportToJson(report: ImportReport) {
  return { ...importProgressToJson(report), refused: report.refused.map((item) => ({ ...item })) };
}
