import { z } from 'zod';
import { formatNames } from '../transfer/formats/formats.js';
import type { ExportPage, ImportProgress, ImportReport } from '../transfer/transfer-service.js';

export const exportPageSchema = z.looseObject({
  format: z.enum(formatNames),
  content: z.string().describe('A complete file in the given format.'),
  count: z.int().describe('The number of memories in the file.'),
  next_cursor: z
    .string()
    .nullable()
    .describe('Pass this as `cursor` to get the next file; null on the last file.'),
});

export const importReportSchema = z
  .looseObject({
    imported: z.int().describe('The number of memories that were added.'),
    unchanged: z.int().describe('The number of records whose memories already existed.'),
    refused_count: z.int(),
    refused: z
      .array(
        z.looseObject({
          line: z.int().describe('The line on which the record begins, counted from 1.'),
          code: z.string(),
          message: z.string(),
          field: z.string().optional(),
        }),
      )
      .describe('The first 1,000 records that were not imported, with the reason for each.'),
  })
  .describe('The result of an import.');

export function exportPageToJson({ nextCursor, ...page }: ExportPage) {
  return { ...page, next_cursor: nextCursor ?? null };
}

export function importProgressToJson({ imported, unchanged, refusedCount }: ImportProgress) {
  return { imported, unchanged, refused_count: refusedCount };
}

export function importReportToJson(report: ImportReport) {
  return { ...importProgressToJson(report), refused: report.refused.map((item) => ({ ...item })) };
}
