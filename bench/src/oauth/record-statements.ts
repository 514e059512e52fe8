import pg from 'pg';

/** A prepared statement that the driver was given. */
export interface RecordedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The prepared statements about one of `subjects` that this process sends while `work` runs, in order.
 * The floor sends the same ones, whatever becomes of the store.
 */
export async function recordStatements(
  work: () => Promise<unknown>,
  subjects: () => readonly string[],
): Promise<readonly RecordedStatement[]> {
  const recorded: RecordedStatement[] = [];
  const prototype = pg.Client.prototype;
  const original = prototype.query;
  prototype.query = function record(this: pg.Client, ...input: unknown[]) {
    const [statement] = input;
    if (isPrepared(statement)) recorded.push({ ...statement, values: [...statement.values] });
    return Reflect.apply(original, this, input);
  } as typeof original;
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  const wanted = new Set<unknown>(subjects());
  const about = recorded.filter(({ values }) => values.some((value) => wanted.has(value)));
  if (about.length === 0) throw new Error('the server sent no statement about the request');
  return about.map(({ name, text, values }) => ({ name, text, values }));
}

function isPrepared(statement: unknown): statement is RecordedStatement {
  return (
    typeof statement === 'object' &&
    statement !== null &&
    'name' in statement &&
    typeof statement.name === 'string' &&
    'values' in statement &&
    Array.isArray(statement.values)
  );
}
