import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { preparedEmbedder } from '../data/prepared-embedder.js';
import type { Call } from '../scenario.js';
import { binaryArray, halfvec } from './bare-pg/binary-values.js';
import { readFacts } from './bare-pg/facts.js';
import { indexWindow, insert, insertMany, list, searches } from './bare-pg/statements.js';
import type { OpenCaller } from './caller.js';

/** What AES-GCM adds to a text: the floor stores as many bytes, without sealing them. */
const sealBytes = 29;
const byteaType = 17;

/**
 * The floor: the best statements that a program without a library could send, prepared, vectors in binary.
 */
export const openBarePg: OpenCaller = async ({ databaseUrl }) => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: `-c hnsw.ef_search=${indexWindow}`,
  });
  const { model, halfvecType, large, indexed } = await readFacts(pool);
  const embedder = preparedEmbedder();

  async function vectorsOf(texts: readonly string[]): Promise<Buffer[]> {
    return (await embedder.embed(texts, { purpose: 'document' })).map(halfvec);
  }

  const publicSearch = indexed.has('public') ? searches.publicIndexed : searches.public;
  const ownSearch = (ownerId: string) => {
    if (indexed.has(ownerId)) return searches.indexed;
    return large.has(ownerId) ? searches.many : searches.few;
  };

  async function read(statement: pg.QueryConfig): Promise<string[]> {
    const { rows } = await pool.query<{ id: string }>(statement);
    return rows.map(({ id }) => id);
  }

  async function make(call: Call): Promise<readonly string[]> {
    const { ownerId } = call;
    const now = new Date();
    switch (call.tool) {
      case 'query_memory': {
        const { query, limit, scope } = call.input;
        const [vector] = await vectorsOf([query]);
        const values = [vector, limit, model, now];
        return scope === 'public'
          ? read({ ...publicSearch, values })
          : read({ ...ownSearch(ownerId), values: [...values, ownerId] });
      }
      case 'get_memories':
        return read({ ...list, values: [ownerId, now, call.input.limit] });
      case 'submit_memory': {
        const { text } = call.input;
        const [vector] = await vectorsOf([text]);
        const id = randomUUID();
        const values = [ownerId, id, now, unsealed(text), model, vector];
        await pool.query({ ...insert, values });
        return [id];
      }
      case 'batch_submit_memories': {
        const texts = call.input.memories.map(({ text }) => text);
        const ids = texts.map(() => randomUUID());
        const contents = binaryArray(byteaType, texts.map(unsealed));
        const vectors = binaryArray(halfvecType, await vectorsOf(texts));
        await pool.query({
          ...insertMany,
          values: [ownerId, now, model, ids, contents, vectors],
        });
        return ids;
      }
    }
  }

  return { make, close: () => pool.end() };
};

function unsealed(text: string): Buffer {
  return Buffer.concat([Buffer.from(text, 'utf8'), Buffer.alloc(sealBytes)]);
}
