import type { Queryable } from '../database/database.js';

export interface ModelCount {
  readonly model: string | undefined;
  readonly count: number;
}

/** Returns the number of memories per embedding model, and of those that wait for an embedding. */
export async function countByModel(database: Queryable): Promise<readonly ModelCount[]> {
  const { rows } = await database.query<{ name: string | null; count: number }>({
    text: `select model.name, counted.count
      from (select embedding_model, count(*)::integer as count from memories group by embedding_model) counted
      left join embedding_models model on model.id = counted.embedding_model`,
  });
  return rows.map(({ name, count }) => ({ model: name ?? undefined, count }));
}
