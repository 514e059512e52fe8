import { localEmbedder } from '@picard-mcp/core/builtin';
import { textOf } from '../data/theme.js';
import { cpuMicroseconds } from './cpu.js';

const calls = 500;

/** What the built-in embedder takes for a query, in words. */
export async function embedderCost(): Promise<string> {
  const embedder = localEmbedder();
  const queries = Array.from({ length: calls }, (_, number) =>
    textOf({ topic: 1, aspect: 1, number }),
  );
  const embedAll = async () => {
    for (const query of queries) await embedder.embed([query], { purpose: 'query' });
  };
  await embedAll();
  const before = cpuMicroseconds();
  await embedAll();
  const each = (cpuMicroseconds() - before) / calls;
  return `The built-in embedder takes ${each.toFixed(0)} µs for a query of 25 words.`;
}
