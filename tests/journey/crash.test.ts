import { afterEach, describe, expect, it } from 'vitest';
import { callTool, issueToken, type Remembered } from './calls.js';
import { databases, type Installation } from './installations.js';

let installation: Installation;

afterEach(() => installation.remove());

const places = ['attic', 'cellar', 'garage', 'kitchen', 'garden', 'office', 'stable', 'chapel'];
const things = ['ladder', 'violin', 'kettle', 'sledge', 'mirror', 'anvil', 'lantern', 'canoe'];

/** Texts that differ in meaning from each other, as many as are asked for. */
const textOf = (index: number) =>
  `Number ${index}: the ${things[index % 8]} stands in the ${places[(index >> 3) % 8]}, box ${index * 7919}.`;

describe.each(databases)('$name', ({ isAvailable, install }) => {
  it.runIf(isAvailable)(
    'killed in the middle of writes, it has every acknowledged memory after a restart',
    async () => {
      installation = await install();
      const server = await installation.start();
      const token = await issueToken(installation);

      const acknowledged = new Map<string, string>();
      let next = 0;
      const write = async () => {
        for (;;) {
          const texts = [textOf(next++), textOf(next++)];
          try {
            const { results } = await callTool<{ results: { memory: Remembered }[] }>(
              installation,
              token,
              'batch_submit_memories',
              { memories: texts.map((text) => ({ text })), atomic: true },
            );
            for (const { memory } of results) acknowledged.set(memory.id, memory.text);
          } catch {
            return;
          }
          if (acknowledged.size >= 60) server.signal('SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: 8 }, write));
      expect(await server.ended).toMatchObject({ signal: 'SIGKILL' });
      expect(acknowledged.size).toBeGreaterThanOrEqual(60);

      await installation.start();
      const { memories } = await callTool<{ memories: readonly Remembered[] }>(
        installation,
        token,
        'retrieve_memories',
        {},
      );
      const kept = new Map(memories.map(({ id, text }) => [id, text]));
      for (const [id, text] of acknowledged) expect(kept.get(id)).toBe(text);
      // Batches were atomic: what was not acknowledged is there in whole or not at all.
      expect(kept.size % 2).toBe(0);

      for (const [id, text] of [...acknowledged].slice(0, 10)) {
        const { memories: found } = await callTool<{ memories: readonly Remembered[] }>(
          installation,
          token,
          'query_memory',
          { query: text, limit: 1 },
        );
        expect(found.map((memory) => memory.id)).toEqual([id]);
      }
    },
    120_000,
  );
});
