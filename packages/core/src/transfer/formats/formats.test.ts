import { describe, expect, it } from 'vitest';
import { newId, type UserId } from '../../ids.js';
import type { MemoryRecord } from '../memory-record.js';
import { ownedRecord } from '../owned-record.js';
import { hostileRecord, randomFrom } from '../testing/hostile-records.js';
import type { Entry } from '../transfer-format.js';
import { utf8Text } from '../utf8-text.js';
import { formatNamed, formatNames } from './formats.js';

const ownerId = newId<UserId>();
const now = new Date('2030-01-01T00:00:00Z');

function fileOf(name: (typeof formatNames)[number], records: readonly MemoryRecord[]): string {
  const format = formatNamed(name);
  const half = Math.ceil(records.length / 2);
  return [
    format.begin,
    format.write(records.slice(0, half), true),
    format.write(records.slice(half), records.length === 0),
    format.end,
  ].join('');
}

/** The text as bytes in pieces, cut wherever it happens. */
async function* cut(text: string, random: (below: number) => number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random(random(2) === 0 ? 3 : 400);
    yield bytes.subarray(at, end);
    at = end;
  }
}

async function entriesOf(
  name: (typeof formatNames)[number],
  content: string | AsyncIterable<Uint8Array>,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of formatNamed(name).read(utf8Text(content))) entries.push(entry);
  return entries;
}

/** What an import makes of a record. */
const owned = (value: unknown) => ownedRecord(ownerId, value, now);
const values = (entries: readonly Entry[]) =>
  entries.map((entry) => ('value' in entry ? entry.value : entry));

describe.each(formatNames)('%s', (name) => {
  it('gives back every memory exactly, however hostile, and however the file is cut', async () => {
    const random = randomFrom(20_261_121);
    for (let round = 0; round < 150; round += 1) {
      const records = Array.from({ length: random(8) }, () => hostileRecord(random, ownerId));
      const file = fileOf(name, records);
      const read = await entriesOf(name, round % 2 === 0 ? cut(file, random) : file);
      expect(values(read).map(owned)).toEqual(records.map(owned));
      expect(values(read).map((value) => owned(value).text)).toEqual(
        records.map(({ text }) => text),
      );
    }
  });

  it('says for each record in which line of the file it begins', async () => {
    const random = randomFrom(7);
    for (let round = 0; round < 40; round += 1) {
      const records = Array.from({ length: 5 }, () => hostileRecord(random, ownerId));
      const file = fileOf(name, records);
      const lines = file.split('\n');
      for (const [index, { line }] of (await entriesOf(name, file)).entries()) {
        expect(lines[line - 1]).toContain(records[index]?.id);
      }
    }
  });

  it('is told by a byte order mark from nothing', async () => {
    const records = [hostileRecord(randomFrom(1), ownerId)];
    const file = `\uFEFF${fileOf(name, records)}`;
    expect(values(await entriesOf(name, file)).map(owned)).toEqual(records.map(owned));
    const read = await entriesOf(name, cut(file, randomFrom(2)));
    expect(values(read).map(owned)).toEqual(records.map(owned));
  });

  it('refuses one record that is too long and reads the next', async () => {
    const random = randomFrom(3);
    const [before, after] = [hostileRecord(random, ownerId), hostileRecord(random, ownerId)];
    const huge = { ...before, id: newId(), text: 'x'.repeat(3_000_000), tags: [] };
    const read = await entriesOf(
      name,
      cut(fileOf(name, [before, huge, after]), () => 65_536),
    );
    expect(read[1]).toMatchObject({ fault: expect.stringContaining('longer than') });
    // A table cannot be trusted after that.
    expect(read).toHaveLength(name === 'csv' ? 2 : 3);
    if (name !== 'csv') expect(values(read.slice(2)).map(owned)).toEqual([owned(after)]);
  });

  it('does not let a file that is cut off anywhere pass one record for another', async () => {
    const random = randomFrom(11);
    const records = Array.from({ length: 3 }, () => hostileRecord(random, ownerId));
    const known = new Set(records.map((record) => JSON.stringify(owned(record))));
    const file = fileOf(name, records);
    for (let end = 1; end < file.length; end += 7) {
      const read = await entriesOf(name, file.slice(0, end)).catch(() => []);
      for (const value of values(read)) {
        let record: ReturnType<typeof owned>;
        try {
          record = owned(value);
        } catch {
          continue;
        }
        expect(known).toContain(JSON.stringify(record));
      }
    }
  });
});
