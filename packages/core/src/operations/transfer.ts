import { exportPageInput, importInput } from '../transfer/transfer-input.js';
import { reads } from './annotations.js';
import { defineOperation, type Operation, type OperationAnnotations } from './operation.js';
import {
  exportPageSchema,
  exportPageToJson,
  importReportSchema,
  importReportToJson,
} from './transfer-json.js';
import { onTheWire } from './wire-names.js';

/** Adds what is missing: the same call again changes nothing. */
const addsOnce: OperationAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

export const transferOperations: readonly Operation[] = [
  defineOperation({
    name: 'export_memories',
    title: 'Export memories',
    description:
      "Export the user's own memories, oldest first, as a file in JSON, JSON Lines, CSV or Markdown, which import_memories can import without loss. Takes the same filters as get_memories. A long export is split into several files, one per page. To read memories instead of saving a copy, use get_memories.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(exportPageInput),
    output: exportPageSchema,
    example: { format: 'markdown', tags: ['travel'], limit: 100 },
    handle: async ({ picard }, input) => exportPageToJson(await picard.transfer.exportPage(input)),
  }),
  defineOperation({
    name: 'import_memories',
    title: 'Import memories',
    description:
      'Import memories from a file: one that export_memories wrote, a table or list with at least a `text` for each record, or notes in Markdown, where each list item and paragraph becomes a memory. Existing memories are never changed, and importing the same file twice adds nothing. Returns the number of imported memories, and the line and reason for each rejected record; the other records are imported.',
    scope: 'memories:write',
    annotations: addsOnce,
    input: onTheWire(importInput),
    output: importReportSchema,
    example: { format: 'markdown', content: '- Likes strong coffee.\n- Plays the viola.\n' },
    handle: async ({ picard, signal }, input) =>
      importReportToJson(await picard.transfer.import(input, { signal })),
  }),
];
