import { beforeEach, describe, expect, it } from 'vitest';
import type { BoundPicard } from '../bound-picard.js';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { localEmbedder } from '../builtin/local-embedder/local-embedder.js';
import { isUuid, newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import type { Embedder } from '../ports/embedder.js';
import type { Store } from '../ports/store.js';
import { memoryStore, testClock } from '../testing/index.js';
import { formatNames } from './formats/formats.js';
import { hostileRecord, randomFrom } from './testing/hostile-records.js';
import type { ExportInput } from './transfer-input.js';

const clock = testClock();
const ann = newId<UserId>();
const bob = newId<UserId>();
let store: Store;
let embedded: number;
let isEmbedding: boolean;
let picard: Picard;
let asAnn: BoundPicard;
let asBob: BoundPicard;

beforeEach(() => {
  clock.set('2030-01-01T00:00:00Z');
  store = memoryStore();
  embedded = 0;
  isEmbedding = true;
  const local = localEmbedder();
  const embedder: Embedder = {
    ...local,
    async embed(texts, options) {
      embedded += texts.length;
      if (!isEmbedding) throw new Error('no answer');
      return local.embed(texts, options);
    },
  };
  picard = createPicard({
    store,
    clock,
    embedder,
    encryptionKeys: generateEncryptionKey(),
    background: false,
  });
  asAnn = picard.as(ann);
  asBob = picard.as(bob);
});

async function exported(from: BoundPicard, input: ExportInput): Promise<string> {
  let text = '';
  for await (const piece of from.transfer.export(input)) text += piece;
  return text;
}

const everything = { format: 'jsonl', includeExpired: true } as const;

describe.each(formatNames)('as %s', (format) => {
  it('memories come back exactly after all were deleted, and again change nothing', async () => {
    const random = randomFrom(42);
    const records = Array.from({ length: 60 }, () => hostileRecord(random, ann));
    const content = records.map((record) => JSON.stringify(record)).join('\n');
    const first = await asAnn.transfer.import({ format: 'jsonl', content });
    expect(first).toEqual({ imported: 60, unchanged: 0, refusedCount: 0, refused: [] });

    const before = await exported(asAnn, everything);
    const file = await exported(asAnn, { format, includeExpired: true });
    for (const { id } of records) await asAnn.memories.delete(id);
    expect(await exported(asAnn, everything)).toBe('');

    const back = await asAnn.transfer.import({ format, content: file });
    expect(back).toMatchObject({ imported: 60, refused: [] });
    expect(await exported(asAnn, everything)).toBe(before);
    const again = await asAnn.transfer.import({ format, content: file });
    expect(again).toEqual({ imported: 0, unchanged: 60, refusedCount: 0, refused: [] });
    expect(await exported(asAnn, everything)).toBe(before);
  });

  it('pages are files that hold everything together', async () => {
    for (let index = 0; index < 7; index += 1) {
      clock.advance(1);
      await asAnn.memories.submit({ text: `memory ${index}`, tags: [`${index % 2}`] });
    }
    let cursor: string | undefined;
    const counts: number[] = [];
    do {
      const page = await asAnn.transfer.exportPage({
        format,
        limit: 3,
        ...(cursor !== undefined && { cursor }),
      });
      await asBob.transfer.import({ format, content: page.content });
      counts.push(page.count);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(counts).toEqual([3, 3, 1]);
    expect((await asBob.memories.list()).memories).toHaveLength(7);
  });
});

it('exports only one’s own, those that the filters name, and expired ones only if asked', async () => {
  await asBob.memories.submit({ text: 'public of Bob', permission: 'public' });
  await asAnn.memories.submit({ text: 'kept', tags: ['a'], category: 'c' });
  clock.advance(1);
  await asAnn.memories.submit({
    text: 'gone',
    tags: ['a'],
    expirationDate: new Date('2030-02-01'),
  });
  clock.set('2030-03-01T00:00:00Z');
  const texts = async (filter: Omit<ExportInput, 'format'>) =>
    [...(await exported(asAnn, { format: 'jsonl', ...filter })).matchAll(/"text":"(\w+)"/g)].map(
      ([, text]) => text,
    );
  expect(await texts({})).toEqual(['kept']);
  expect(await texts({ includeExpired: true })).toEqual(['kept', 'gone']);
  expect(await texts({ includeExpired: true, tags: ['a'], category: 'c' })).toEqual(['kept']);
  expect(await texts({ permission: 'public' })).toEqual([]);
});

it('another user’s file comes in as private, under new ids that stay the same', async () => {
  const friend = newId();
  const memory = await asAnn.memories.submit({
    text: 'shared with a friend',
    permission: 'shared',
    sharedWith: { userIds: [friend] },
  });
  const file = await exported(asAnn, everything);
  clock.advance(1_000);
  expect(await asBob.transfer.import({ format: 'jsonl', content: file })).toMatchObject({
    imported: 1,
  });
  const { memories } = await asBob.memories.list();
  expect(memories).toMatchObject([
    { userId: bob, text: memory.text, permission: 'private', createdAt: memory.createdAt },
  ]);
  expect(memories[0]?.id).not.toBe(memory.id);
  expect(isUuid(memories[0]?.id)).toBe(true);
  expect(await picard.as(friend).memories.get(memory.id)).toMatchObject({ userId: ann });
  expect(memory).toEqual({ ...(await asAnn.memories.get(memory.id)), created: true });
  expect(await asBob.transfer.import({ format: 'jsonl', content: file })).toMatchObject({
    imported: 0,
    unchanged: 1,
  });
  const third = picard.as(newId());
  await third.transfer.import({ format: 'jsonl', content: file });
  expect((await third.memories.list()).memories[0]?.id).not.toBe(memories[0]?.id);
});

it('nobody takes over the id of another’s memory that they can read', async () => {
  const memory = await asAnn.memories.submit({ text: 'of Ann', permission: 'public' });
  const forged = { id: memory.id, user_id: bob, text: 'forged', permission: 'public' };
  const file = { format: 'jsonl', content: JSON.stringify(forged) } as const;
  expect(await asBob.transfer.import(file)).toMatchObject({ imported: 1 });
  expect(await asBob.transfer.import(file)).toMatchObject({ imported: 0, unchanged: 1 });
  expect(await picard.as(newId()).memories.get(memory.id)).toMatchObject({ text: 'of Ann' });
  expect((await asBob.memories.list()).memories).toMatchObject([{ text: 'forged' }]);
});

it('is shared again only with groups that the owner still belongs to', async () => {
  const [kept, left] = await Promise.all(
    ['kept', 'left'].map((name) => asBob.groups.create({ name, memberIds: [ann] })),
  );
  const foreign = await asBob.groups.create({ name: 'foreign' });
  if (!kept || !left) throw new Error('there are no groups');
  await asBob.groups.removeMembers(left.id, [ann]);
  const friend = newId();
  const record = {
    text: 'for some',
    permission: 'shared',
    shared_with: { user_ids: [friend, ann], group_ids: [kept.id, left.id, foreign.id, newId()] },
  };
  await asAnn.transfer.import({ format: 'jsonl', content: JSON.stringify(record) });
  const { memories } = await asAnn.memories.list();
  expect(memories[0]?.sharedWith).toEqual({ userIds: [friend], groupIds: [kept.id] });
});

it('a memory that is there already stays as it is', async () => {
  const memory = await asAnn.memories.submit({ text: 'as it was' });
  const file = (await exported(asAnn, everything)).replace('as it was', 'as it is');
  const changed = await asAnn.memories.update({ memoryId: memory.id, text: 'as it became' });
  const report = await asAnn.transfer.import({ format: 'jsonl', content: file });
  expect(report).toMatchObject({ imported: 0, unchanged: 1 });
  expect(await asAnn.memories.get(memory.id)).toEqual(changed);
});

it('records without an id are imported once, however often they come', async () => {
  const content = '- one\n- two\n- one\n';
  expect(await asAnn.transfer.import({ format: 'markdown', content })).toMatchObject({
    imported: 2,
    unchanged: 1,
  });
  expect(await asAnn.transfer.import({ format: 'markdown', content })).toMatchObject({
    imported: 0,
    unchanged: 3,
  });
});

it('embeds what is new, nothing twice, and leaves a service alone that fails', async () => {
  const lines = Array.from({ length: 1_200 }, (_, index) => `- memory ${index}`).join('\n');
  await asAnn.transfer.import({ format: 'markdown', content: lines });
  expect(embedded).toBe(1_200);
  await asAnn.transfer.import({ format: 'markdown', content: lines });
  expect(embedded).toBe(1_200);
  isEmbedding = false;
  await asBob.transfer.import({ format: 'markdown', content: lines });
  expect(embedded).toBe(1_700);
  const { memories } = await asBob.memories.list({ limit: 1 });
  expect(memories).toMatchObject([{ embeddingStatus: 'pending' }]);
});

it('tells those who may read what came in', async () => {
  const changes: unknown[] = [];
  picard.onChange(ann, (change) => changes.push(change));
  const line = '{"text":"news","permission":"public"}';
  await asAnn.transfer.import({ format: 'jsonl', content: line });
  await asAnn.transfer.import({ format: 'jsonl', content: line });
  expect(changes).toMatchObject([{ kind: 'created', ownerId: ann }]);
});

it('needs the scope to read, or to write', async () => {
  const reader = picard.forPrincipal({ userId: ann, scopes: ['memories:read'] });
  const nobody = picard.forPrincipal({ userId: ann, scopes: [] });
  const refusal = { code: 'insufficient_scope' };
  const input = { format: 'jsonl', content: '' } as const;
  await expect(reader.transfer.import(input)).rejects.toMatchObject(refusal);
  await expect(nobody.transfer.exportPage({ format: 'json' })).rejects.toMatchObject(refusal);
  await expect(exported(nobody, { format: 'json' })).rejects.toMatchObject(refusal);
  expect(await exported(reader, { format: 'jsonl' })).toBe('');
});

it('stops when the caller has gone away', async () => {
  const leaving = new AbortController();
  const content = (async function* () {
    yield '{"text":"a"}\n';
    leaving.abort();
    yield '{"text":"b"}\n';
  })();
  const importing = asAnn.transfer.import({ format: 'jsonl', content }, leaving);
  await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
});
