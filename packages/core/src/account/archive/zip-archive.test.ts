import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipArchive } from './zip-archive.js';

const at = new Date('2030-01-01T00:00:00.000Z');

describe('a ZIP archive', () => {
  it('holds what each entry was made of', async () => {
    async function* content(...pieces: readonly string[]) {
      yield* pieces;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of zipArchive(
      [
        { name: 'a.json', content: content('{"text":"Naïve ☕', ' 日本語"}') },
        { name: 'empty.jsonl', content: content() },
        { name: 'folder/b.jsonl', content: content('', '1\n', '2\n') },
      ],
      at,
    )) {
      pieces.push(piece);
    }
    const files = unzipSync(Buffer.concat(pieces));
    expect(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])),
    ).toEqual({
      'a.json': '{"text":"Naïve ☕ 日本語"}',
      'empty.jsonl': '',
      'folder/b.jsonl': '1\n2\n',
    });
  });

  it('asks for no more than is taken', async () => {
    let made = 0;
    // What cannot be compressed comes out at once.
    async function* endless() {
      for (;;) {
        made += 1;
        yield Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))).toString('base64');
      }
    }
    let bytes = 0;
    let max = 0;
    for await (const piece of zipArchive([{ name: 'endless', content: endless() }], at)) {
      bytes += piece.byteLength;
      max = Math.max(max, made * 87_384 - bytes);
      if (bytes > 20_000_000) break;
    }
    // What was made and not given out is some pieces at most, however much went through.
    expect(max).toBeLessThan(bytes / 2);
    expect(made).toBeLessThan(400);
  });

  it('fails when an entry cannot be read', async () => {
    async function* broken() {
      yield 'something';
      throw new Error('cut off');
    }
    const taking = async () => {
      for await (const _ of zipArchive([{ name: 'a', content: broken() }], at));
    };
    await expect(taking()).rejects.toThrow('cut off');
  });
});
