import { newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Answer, type WholeStack, wholeStack } from './whole-stack.js';

const formats = ['json', 'jsonl', 'csv', 'markdown'] as const;

const texts = [
  'plain',
  'two\r\nlines, "quoted"; and\ttabbed',
  '=HYPERLINK("http://evil.example")',
  '---\ntitle: x\n---\n<!-- /memory -->\n- \u{1f600}',
];

describeDatabases('import and export', (database) => {
  const ann = newId<UserId>();
  const bob = newId<UserId>();
  let store: TestStore;
  let stack: WholeStack;

  beforeEach(async () => {
    store = await database.open();
    stack = await wholeStack(store);
  });
  afterEach(async () => {
    await stack.close();
    await store.close();
  });

  const dataOf = (answer: Answer): Record<string, unknown> => {
    if ('error' in answer) throw new Error(JSON.stringify(answer.error));
    return answer.data;
  };

  it('come to the same by MCP, by REST, by the streaming routes and by the library', async () => {
    const group = await stack.picard.as(ann).groups.create({ name: 'g', memberIds: [bob] });
    for (const text of texts) {
      await stack.picard.as(ann).memories.submit({
        text,
        permission: 'shared',
        sharedWith: { groupIds: [group.id] },
        tags: ['a,b', '=c'],
        category: '+d',
        metadata: { deep: [text] },
        expirationDate: '2999-01-01T00:00:00Z',
      });
    }
    const ways = Object.values(await stack.ways(ann));
    const others = Object.values(await stack.ways(bob));
    const headers = { authorization: `Bearer ${stack.server.token(ann)}` };
    for (const format of formats) {
      const url = new URL(`/api/export?format=${format}`, stack.server.url);
      const streamed = await (await fetch(url, { headers })).text();
      let whole = '';
      for await (const piece of stack.picard.as(ann).transfer.export({ format })) whole += piece;
      expect(whole).toBe(streamed);
      for (const call of ways) {
        expect(dataOf(await call('export_memories', { format }))).toEqual({
          format,
          content: streamed,
          count: texts.length,
          next_cursor: null,
        });
        expect(dataOf(await call('import_memories', { format, content: streamed }))).toEqual({
          imported: 0,
          unchanged: texts.length,
          refused_count: 0,
          refused: [],
        });
      }
      for (const call of others) {
        const report = dataOf(await call('import_memories', { format, content: streamed }));
        expect(report).toMatchObject({ refused: [] });
        expect((report.imported as number) + (report.unchanged as number)).toBe(texts.length);
      }
    }
    // Whatever the format and the way, it was the same file of another owner.
    const { memories } = await stack.picard.as(bob).memories.list({ userId: bob });
    expect(memories.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    for (const memory of memories) {
      expect(memory).toMatchObject({ permission: 'private', metadata: { deep: [memory.text] } });
    }
  });

  it('restore what was deleted, with ids, times and whom it is shared with', async () => {
    const { memories, transfer } = stack.picard.as(ann);
    const { created: _, ...shared } = await memories.submit({
      text: 'for Bob',
      permission: 'shared',
      sharedWith: { userIds: [bob] },
    });
    const { content } = await transfer.exportPage({ format: 'csv' });
    await memories.delete(shared.id);
    await expect(stack.picard.as(bob).memories.get(shared.id)).rejects.toThrow('no such memory');
    expect(await transfer.import({ format: 'csv', content })).toMatchObject({ imported: 1 });
    expect(await memories.get(shared.id)).toEqual(shared);
    expect(await stack.picard.as(bob).memories.get(shared.id)).toMatchObject({ text: 'for Bob' });
    const [found] = await memories.query({ query: 'for Bob' });
    expect(found?.id).toBe(shared.id);
  });

  it('keep times at the very ends of the calendar', async () => {
    const { transfer } = stack.picard.as(ann);
    const content = ['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999-14:00']
      .map((time) => JSON.stringify({ text: time, created_at: time, expiration_date: time }))
      .join('\n');
    expect(await transfer.import({ format: 'jsonl', content })).toMatchObject({ imported: 2 });
    for (const format of formats) {
      const page = await transfer.exportPage({ format, includeExpired: true });
      expect(page.count).toBe(2);
      expect(await transfer.import({ format, content: page.content })).toMatchObject({
        unchanged: 2,
        refused: [],
      });
    }
  });

  it('of one file twice at the same time imports every memory once', async () => {
    const content = Array.from({ length: 300 }, (_, index) => `- memory ${index}`).join('\n');
    const reports = await Promise.all(
      [1, 2, 3].map(() => stack.picard.as(ann).transfer.import({ format: 'markdown', content })),
    );
    expect(reports.reduce((sum, { imported }) => sum + imported, 0)).toBe(300);
    expect(reports.every(({ imported, unchanged }) => imported + unchanged === 300)).toBe(true);
  });

  it('keep no text in the clear', async () => {
    await stack.picard.as(ann).transfer.import({
      format: 'json',
      content: '[{"text":"a quagga","metadata":{"k":"a zyzzyva"}}]',
    });
    const rows = await store.sql('select m::text as row from memories m');
    expect(rows).toHaveLength(1);
    const row = String(rows[0]?.row);
    for (const word of ['quagga', 'zyzzyva']) {
      expect(row).not.toContain(Buffer.from(word).toString('hex'));
    }
  });
});
