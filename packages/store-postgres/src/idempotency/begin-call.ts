import { PicardError, type UserId } from '@picard-mcp/core';
import type { IdempotencyStore, IdempotentCall, IdempotentCallId } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';

interface CallRow {
  readonly owner_id: UserId;
  readonly id: IdempotentCallId;
  readonly holder: string;
  readonly held_until: Date;
  readonly begun_at: Date;
  readonly expires_at: Date;
  readonly sealed_request: Buffer;
  readonly sealed_answer: Buffer | null;
}

/** Notes a call that begins, in place of one that has expired, or returns the one that is there. */
export function beginCall(
  database: Database,
  call: Omit<IdempotentCall, 'sealedAnswer'>,
  now: Date,
): ReturnType<IdempotencyStore['begin']> {
  return database.transaction(async (transaction) => {
    const { rowCount } = await transaction.query({
      text: `
        insert into idempotent_calls as known
          (owner_id, id, holder, held_until, begun_at, expires_at, sealed_request)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (owner_id, id) do update set
          holder = $3, held_until = $4, begun_at = $5, expires_at = $6, sealed_request = $7,
          sealed_answer = null
        where known.expires_at <= $8`,
      values: [
        call.ownerId,
        call.id,
        call.holder,
        call.heldUntil,
        call.begunAt,
        call.expiresAt,
        Buffer.from(call.sealedRequest),
        now,
      ],
    });
    if (rowCount > 0) return { outcome: 'begun' };
    // The statement above holds the row that was in its way.
    const { rows } = await transaction.query<CallRow>({
      text: 'select * from idempotent_calls where owner_id = $1 and id = $2',
      values: [call.ownerId, call.id],
    });
    const [known] = rows;
    if (!known) throw new PicardError('internal', 'a call is neither new nor known');
    return { outcome: 'known', call: callOf(known) };
  });
}

function callOf(row: CallRow): IdempotentCall {
  return {
    ownerId: row.owner_id,
    id: row.id,
    holder: row.holder,
    heldUntil: row.held_until,
    begunAt: row.begun_at,
    expiresAt: row.expires_at,
    sealedRequest: row.sealed_request,
    sealedAnswer: row.sealed_answer ?? undefined,
  };
}
