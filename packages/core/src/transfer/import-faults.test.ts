import { beforeEach, describe, expect, it } from 'vitest';
import type { BoundPicard } from '../bound-picard.js';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId } from '../ids.js';
import { limits } from '../limits.js';
import { createPicard } from '../picard.js';
import { memoryStore, testClock } from '../testing/index.js';

let asAnn: BoundPicard;

beforeEach(() => {
  const encryptionKeys = generateEncryptionKey();
  const store = memoryStore();
  const clock = testClock();
  asAnn = createPicard({ store, clock, encryptionKeys, background: false }).as(newId());
});

describe('a record that is not valid', () => {
  it.each([
    [{}, 'text'],
    [{ text: '' }, 'text'],
    [{ text: 'x'.repeat(limits.text + 1) }, 'text'],
    [{ text: 'a\0' }, 'text'],
    [{ text: 'a\ud800' }, 'text'],
    [{ text: 'x', colour: 1 }, 'colour'],
    [{ text: 'x', id: '1' }, 'id'],
    [{ text: 'x', user_id: 'ann' }, 'user_id'],
    [{ text: 'x', permission: 'secret' }, 'permission'],
    [{ text: 'x', tags: 'a' }, 'tags'],
    [{ text: 'x', tags: ['a', 7] }, 'tags[1]'],
    [{ text: 'x', metadata: { a: 'x'.repeat(limits.metadata) } }, 'metadata'],
    [{ text: 'x', created_at: '2030-01-01' }, 'created_at'],
    [{ text: 'x', expiration_date: 'never' }, 'expiration_date'],
    [{ text: 'x', created_at: '-271821-04-20T00:00:00.000Z' }, 'created_at'],
    [{ text: 'x', created_at: '+275760-09-13T00:00:00.000Z' }, 'created_at'],
    [{ text: 'x', shared_with: { user_ids: [newId()] } }, 'shared_with'],
    [{ text: 'x', shared_with: { user_ids: ['ann'] } }, 'shared_with.user_ids[0]'],
    [[], 'input'],
    [null, 'input'],
  ])('%j is refused with its line and field, and the others go in', async (record, field) => {
    const content = ['{"text":"before"}', '', JSON.stringify(record), '{"text":"after"}'].join(
      '\n',
    );
    expect(await asAnn.transfer.import({ format: 'jsonl', content })).toEqual({
      imported: 2,
      unchanged: 0,
      refusedCount: 1,
      refused: [
        { line: 3, code: 'invalid_input', message: expect.stringContaining(`${field}: `), field },
      ],
    });
  });

  it('is listed a thousand times, and counted however often', async () => {
    const content = 'x\n'.repeat(1_500);
    const report = await asAnn.transfer.import({ format: 'jsonl', content });
    expect(report.refusedCount).toBe(1_500);
    expect(report.refused).toHaveLength(1_000);
    expect(report.refused.at(-1)).toMatchObject({ line: 1_000, code: 'invalid_input' });
  });
});

describe('a file', () => {
  it.each([
    ['json', 'text'],
    ['json', '{"memory":[]}'],
    ['json', ''],
    ['csv', 'colour,size\n1,2\n'],
    ['csv', 'id,category\n'],
    ['csv', 'text,text\n'],
    ['csv', ''],
  ] as const)('that is no %s file of memories is refused: %j', async (format, content) => {
    await expect(asAnn.transfer.import({ format, content })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'content' },
    });
  });

  it('may be an answer of the API, or a table of another country', async () => {
    const memory = await asAnn.memories.submit({ text: 'x' });
    const list = JSON.stringify({ status: 'success', data: { tags: ['['], memories: [] } });
    const answer = list.replace('"memories":[]', `"memories":[{"text":"y","is_expired":false}]`);
    expect(await asAnn.transfer.import({ format: 'json', content: answer })).toMatchObject({
      imported: 1,
    });
    const table = `text;tags;category\r\n"a; b";travel, work;\r\n${memory.text};;c\r\n`;
    expect(await asAnn.transfer.import({ format: 'csv', content: table })).toMatchObject({
      imported: 2,
    });
    const { memories } = await asAnn.memories.list({ tags: ['travel', 'work'] });
    expect(memories).toMatchObject([{ text: 'a; b' }]);
  });

  it('that stops being text is imported up to there, and reported', async () => {
    async function* bytes() {
      yield '{"text":"good"}\n';
      yield Uint8Array.of(0x7b, 0xff, 0xfe);
    }
    const report = await asAnn.transfer.import({ format: 'jsonl', content: bytes() });
    expect(report).toMatchObject({ imported: 1, refusedCount: 1, refused: [{ line: 1 }] });
    const nothing = asAnn.transfer.import({
      format: 'jsonl',
      content: (async function* () {
        yield Uint8Array.of(0xff);
      })(),
    });
    await expect(nothing).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('whose source fails keeps the batches that were written, and says why it ended', async () => {
    async function* lines() {
      for (let index = 0; index < 700; index += 1) yield `{"text":"memory ${index}"}\n`;
      throw new Error('cut off');
    }
    const progress: unknown[] = [];
    const importing = asAnn.transfer.import(
      { format: 'jsonl', content: lines() },
      { onProgress: (step) => progress.push(step) },
    );
    await expect(importing).rejects.toThrow('cut off');
    expect(progress).toEqual([{ imported: 500, unchanged: 0, refusedCount: 0 }]);
    let count = 0;
    for await (const piece of asAnn.transfer.export({ format: 'jsonl' })) {
      count += piece.split('\n').length - 1;
    }
    expect(count).toBe(500);
  });
});
