import { exportPageInput } from '../transfer/transfer-input.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { exportPageSchema, exportPageToJson } from './transfer-json.js';
import { onTheWire } from './wire-names.js';

export const exportMemories = defineOperation({
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
});
