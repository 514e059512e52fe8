import { readFileSync } from 'node:fs';
import { newId, type UserId } from '@picard-mcp/core';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { expect, it, onTestFinished } from 'vitest';
import { type Call, wholeStack } from './whole-stack.js';

const linesOf = (name: string) =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');

const texts = linesOf('memories.txt');
const questions = linesOf('questions.tsv').map((line) => line.split('\t'));

describeDatabases('a thousand memories of one person', (database) => {
  it('are stored by one call and found again by what people would ask', async () => {
    const store = await database.open();
    const stack = await wholeStack(store);
    onTestFinished(async () => {
      await stack.close();
      await store.close();
    });
    const { 'mcp 2026': mcp, rest } = await stack.ways(newId<UserId>());

    const stored = await mcp('batch_submit_memories', {
      memories: texts.map((text) => ({ text })),
      atomic: true,
    });
    expect(stored).toMatchObject({ data: { succeeded: 1_000, failed: 0 } });

    const found = async (call: Call, query: string) => {
      const answer = (await call('query_memory', { query, limit: 10 })) as {
        data: { memories: { text: string }[] };
      };
      return answer.data.memories.map(({ text }) => text);
    };
    let first = 0;
    let amongTen = 0;
    for (const [query = '', answer = ''] of questions) {
      const place = (await found(mcp, query)).indexOf(answer);
      if (place === 0) first += 1;
      if (place >= 0) amongTen += 1;
    }
    expect(amongTen).toBeGreaterThanOrEqual(0.9 * questions.length);
    expect(first).toBeGreaterThanOrEqual(0.6 * questions.length);

    const [query = ''] = questions[0] ?? [];
    expect(await found(rest, query)).toEqual(await found(mcp, query));
  });
});
