import type { Queryable } from '../database/database.js';

/** What the guide leads through, besides the samples, which are there or not. */
export type GuideStep = 'search' | 'ask';

/** How far a user is with the guide. */
export interface Guide {
  readonly steps: readonly GuideStep[];
  readonly isClosed: boolean;
}

export async function findGuide(database: Queryable, userId: string): Promise<Guide> {
  const { rows } = await database.query<{ steps: GuideStep[]; is_closed: boolean }>(
    'select steps, is_closed from guides where user_id = $1',
    [userId],
  );
  return { steps: rows[0]?.steps ?? [], isClosed: rows[0]?.is_closed ?? false };
}

export async function markStep(
  database: Queryable,
  userId: string,
  step: GuideStep,
): Promise<void> {
  await database.query(
    `insert into guides (user_id, steps) values ($1, array[$2::text])
     on conflict (user_id) do update set steps = array_append(array_remove(guides.steps, $2), $2)`,
    [userId, step],
  );
}

/** Opened anew it begins anew. */
export async function openGuide(database: Queryable, userId: string): Promise<void> {
  await database.query('delete from guides where user_id = $1', [userId]);
}

export async function closeGuide(database: Queryable, userId: string): Promise<void> {
  await database.query(
    `insert into guides (user_id, is_closed) values ($1, true)
     on conflict (user_id) do update set is_closed = true`,
    [userId],
  );
}
