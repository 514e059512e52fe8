import type { z } from 'zod';
import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import { decodeCursor, encodeCursor } from '../memory/cursor.js';
import type { MemoryContext } from '../memory/memory-context.js';
import { openMemories } from '../memory/sealing.js';
import type { MemoryFilter, MemoryPage } from '../ports/memory-store.js';
import { formatNamed } from './formats/formats.js';
import { type MemoryRecord, toRecord } from './memory-record.js';
import type { TransferFormat } from './transfer-format.js';
import {
  type ExportInput,
  type ExportPageInput,
  exportInput,
  exportPageInput,
} from './transfer-input.js';
import type { ExportPage } from './transfer-service.js';

/** The oldest first: what is added meanwhile comes at the end. */
const order = { sort: 'created_at', order: 'asc' } as const;

const streamedPage = 250;

const pageStep = 100;

/** Bytes of texts and metadata after which a page ends: an import must be able to take it back in one request. */
const pageBytes = 2_000_000;

/** See `TransferService.export`. */
export function exportMemories(
  context: MemoryContext,
  ownerId: UserId,
  input: ExportInput,
  signal: AbortSignal | undefined,
): AsyncIterable<string> {
  const { format, ...selection } = parseInput(exportInput, input);
  return pieces(context, ownerId, formatNamed(format), toFilter(selection), signal);
}

async function* pieces(
  context: MemoryContext,
  ownerId: UserId,
  format: TransferFormat,
  filter: MemoryFilter,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  let after: MemoryPage['after'];
  let isFirst = true;
  let head = format.begin;
  do {
    if (signal?.aborted) throw new PicardError('cancelled', 'The caller closed the connection.');
    const page = { ...order, limit: streamedPage, ...(after && { after }) };
    const stored = await context.store.memories.list(ownerId, filter, page, context.clock.now());
    const memories = await openMemories(context, ownerId, stored);
    const piece = head + format.write(memories.map(toRecord), isFirst);
    if (piece !== '') yield piece;
    head = '';
    isFirst &&= memories.length === 0;
    const last = stored.length === streamedPage ? stored.at(-1) : undefined;
    after = last && { value: last.createdAt, id: last.id };
  } while (after);
  if (format.end !== '') yield format.end;
}

/** See `TransferService.exportPage`. */
export async function exportPage(
  context: MemoryContext,
  ownerId: UserId,
  input: ExportPageInput,
): Promise<ExportPage> {
  const { format: name, limit, cursor, ...selection } = parseInput(exportPageInput, input);
  const format = formatNamed(name);
  const filter = toFilter(selection);
  const query = { filter, ...order };
  let after = cursor === undefined ? undefined : decodeCursor(query, cursor);
  const records: MemoryRecord[] = [];
  let bytes = 0;
  for (;;) {
    // One memory more than fits shows whether there is a next page.
    const step = Math.min(limit - records.length, pageStep);
    const page = { ...order, limit: step + 1, ...(after && { after }) };
    const stored = await context.store.memories.list(ownerId, filter, page, context.clock.now());
    const shown = stored.slice(0, step);
    const last = shown.at(-1);
    const opened = await openMemories(context, ownerId, shown);
    for (const memory of opened) records.push(toRecord(memory));
    for (const { sealedText, sealedMetadata } of shown) {
      bytes += sealedText.length + (sealedMetadata?.length ?? 0);
    }
    const hasMore = last !== undefined && stored.length > step;
    if (!hasMore || records.length === limit || bytes >= pageBytes) {
      return {
        format: name,
        content: format.begin + format.write(records, true) + format.end,
        count: records.length,
        nextCursor: hasMore ? encodeCursor(query, last) : undefined,
      };
    }
    after = { value: last.createdAt, id: last.id };
  }
}

function toFilter({
  includeExpired,
  ...selection
}: Omit<z.output<typeof exportInput>, 'format'>): MemoryFilter {
  return { ...selection, scope: 'own', expired: includeExpired ? 'any' : false };
}
