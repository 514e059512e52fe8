import { importInput } from '../transfer/transfer-input.js';
import type { OperationAnnotations } from './operation.js';
import { defineOperation } from './operation.js';
import { importReportSchema, importReportToJson } from './transfer-json.js';
import { onTheWire } from './wire-names.js';

/** Adds what is missing: the same call again changes nothing. */
const addsOnce: OperationAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

export const importMemories = defineOperation({
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
});
