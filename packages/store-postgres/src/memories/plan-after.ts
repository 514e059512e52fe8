import type { Database, Statement } from '../database/database.js';

let prepared = 0;

/**
 * For tests: the plan that a connection has for a statement after so many executions, and what it does then, as
 * the server reports it. `vector` replaces the binary value.
 */
export async function planAfter(
  executions: number,
  database: Database,
  { text, values = [] }: Statement,
  vector: Float32Array = new Float32Array(),
): Promise<string> {
  prepared += 1;
  const name = `plan_${prepared}`;
  const execute = `execute ${name} (${values.map((value) => literal(value, vector)).join(', ')})`;
  return database.transaction(async (transaction) => {
    await transaction.query({ text: `prepare ${name} as ${text}` });
    for (let run = 0; run < executions; run += 1) await transaction.query({ text: execute });
    const { rows } = await transaction.query<{ 'QUERY PLAN': string }>({
      text: `explain (analyze, costs off, timing off, summary off) ${execute}`,
    });
    await transaction.query({ text: `deallocate ${name}` });
    // Later versions of the server give rows with decimals.
    return rows
      .map((row) =>
        row['QUERY PLAN'].replace(/'\[.*\]'/, 'a vector').replace(/(rows=\d+)\.\d+/, '$1'),
      )
      .join('\n');
  });
}

function literal(value: unknown, vector: Float32Array): string {
  if (Buffer.isBuffer(value)) return `'[${vector.join(',')}]'`;
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return value instanceof Date ? `'${value.toISOString()}'` : `'${value}'`;
}
