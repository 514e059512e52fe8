import type { IdempotencyStore, IdempotentCall } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { beginCall } from './begin-call.js';

/** Calls with an idempotency key in the database. */
export function idempotencyStore(database: Database): IdempotencyStore {
  /** Runs a statement on the call of one attempt: `$1` to `$3`. Returns whether there is one. */
  const change = async (
    { ownerId, id, holder }: Pick<IdempotentCall, 'ownerId' | 'id' | 'holder'>,
    statement: (ofAttempt: string) => string,
    values: readonly unknown[] = [],
  ): Promise<boolean> => {
    const { rowCount } = await database.query({
      text: statement('where owner_id = $1 and id = $2 and holder = $3 and sealed_answer is null'),
      values: [ownerId, id, holder, ...values],
    });
    return rowCount > 0;
  };

  return {
    begin: (call, now) => beginCall(database, call, now),

    takeOver: ({ ownerId, id, holder }, { from, now, until }) =>
      change(
        { ownerId, id, holder: from },
        (ofAttempt) =>
          `update idempotent_calls set holder = $4, held_until = $6 ${ofAttempt} and held_until <= $5`,
        [holder, now, until],
      ),

    holdUntil: (hold, until) =>
      change(hold, (ofAttempt) => `update idempotent_calls set held_until = $4 ${ofAttempt}`, [
        until,
      ]),

    finish: (hold, sealedAnswer, expiresAt) =>
      change(
        hold,
        (ofAttempt) =>
          `update idempotent_calls set sealed_answer = $4, expires_at = $5 ${ofAttempt}`,
        [Buffer.from(sealedAnswer), expiresAt],
      ),

    forget: (hold) => change(hold, (ofAttempt) => `delete from idempotent_calls ${ofAttempt}`),

    async removeExpired(now, limit) {
      // Instances that do so at once take different calls, and none waits for another.
      const { rowCount } = await database.query({
        text: `
          delete from idempotent_calls where (owner_id, id) in (
            select owner_id, id from idempotent_calls where expires_at <= $1
            order by expires_at limit $2::bigint
            for update skip locked
          )`,
        values: [now, limit],
      });
      return rowCount;
    },
  };
}
