import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { MemoryContext } from '../memory/memory-context.js';
import { formatNamed } from './formats/formats.js';
import { batchWriter } from './import-batch.js';
import { faulty, type ImportTally, importTally } from './import-tally.js';
import { type OwnedRecord, ownedRecord } from './owned-record.js';
import type { Entry } from './transfer-format.js';
import { type ImportInput, importOptions } from './transfer-input.js';
import type { ImportOptions, ImportReport } from './transfer-service.js';
import { utf8Text } from './utf8-text.js';

const batchSize = 500;

/** Of texts in one batch, in UTF-16 code units. */
const batchLength = 2_000_000;

/** See `TransferService.import`. */
export async function importMemories(
  context: MemoryContext,
  ownerId: UserId,
  { content, ...rest }: ImportInput,
  { signal, onProgress }: ImportOptions = {},
): Promise<ImportReport> {
  const format = formatNamed(parseInput(importOptions, rest).format);
  const tally = importTally();
  const writeBatch = batchWriter(context, ownerId, signal);
  let batch = new Map<string, OwnedRecord>();
  let length = 0;

  async function flush(): Promise<void> {
    if (batch.size > 0) {
      const imported = await writeBatch([...batch.values()]);
      tally.count('imported', imported);
      tally.count('unchanged', batch.size - imported);
    }
    batch = new Map();
    length = 0;
    onProgress?.(tally.progress());
  }

  for await (const entry of entriesOf(format.read(utf8Text(content)), tally)) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The caller closed the connection.');
    const record = accepted(ownerId, entry, context.clock.now(), tally);
    if (!record) continue;
    if (batch.has(record.id)) {
      tally.count('unchanged', 1);
      continue;
    }
    batch.set(record.id, record);
    length += record.text.length;
    if (batch.size === batchSize || length >= batchLength) await flush();
  }
  await flush();
  return tally.report();
}

/** The record, or `undefined` after it was refused. */
function accepted(
  ownerId: UserId,
  entry: Entry,
  now: Date,
  tally: ImportTally,
): OwnedRecord | undefined {
  try {
    if ('fault' in entry) throw faulty(entry.fault);
    return ownedRecord(ownerId, entry.value, now);
  } catch (error) {
    if (!(error instanceof PicardError && error.code === 'invalid_input')) throw error;
    tally.refuse(entry.line, error);
    return undefined;
  }
}

/**
 * The entries of a file. When it turns out not to be text halfway, that is reported like a bad record, because what
 * came before is imported; from a file of which nothing could be read, it is the caller's error.
 */
async function* entriesOf(entries: AsyncIterable<Entry>, tally: ImportTally) {
  let line: number | undefined;
  try {
    for await (const entry of entries) {
      line = entry.line;
      yield entry;
    }
  } catch (error) {
    const isFault = error instanceof PicardError && error.code === 'invalid_input';
    if (!isFault || line === undefined) throw error;
    const message = `${error.message} Nothing after this record was read.`;
    tally.refuse(line, new PicardError(error.code, message));
  }
}
