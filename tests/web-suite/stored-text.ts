import type { Installation } from './installation.js';

/** Everything that the application keeps: every row of its database, and what it logged. */
export async function storedText({ database, log }: Installation): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts = [JSON.stringify(log)];
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `select row_to_json(each)::text as row from "${name}" each`,
    );
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join('\n');
}
