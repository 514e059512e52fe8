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
      "Writes the user's own memories, oldest first, as a file in JSON, JSON Lines, CSV or Markdown, which import_memories takes back exactly. Filters are those of get_memories. Long exports come as several files, a page at a time. To look at memories rather than to keep a copy of them, use get_memories.",
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
      'Adds memories from a file: one that export_memories wrote, a table or list with at least a `text` for each record, or plain notes in Markdown, of which every list item and paragraph becomes a memory. Existing memories are never changed, and to import a file twice adds nothing. Returns how many were imported, and for each refused record its line and the reason; the others are kept.',
    scope: 'memories:write',
    annotations: addsOnce,
    input: onTheWire(importInput),
    output: importReportSchema,
    example: { format: 'markdown', content: '- Likes strong coffee.\n- Plays the viola.\n' },
    handle: async ({ picard, signal }, input) =>
      importReportToJson(await picard.transfer.import(input, { signal })),
  }),
];
