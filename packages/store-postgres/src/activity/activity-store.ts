import type { UserId } from '@picard-mcp/core';
import type { ActivityEntry, ActivityStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { storableJson, storableText } from '../storable-text.js';
import { conditionsOf, where } from './conditions.js';
import { countByDay } from './count-by-day.js';
import { removeBefore } from './remove-before.js';

interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome: ActivityEntry['outcome'];
  readonly reason: string | null;
  readonly user_id: UserId | null;
  readonly client_id: string | null;
  readonly address: string | null;
  readonly duration_ms: number | null;
  readonly details: ActivityEntry['details'] | null;
}

const columns =
  'id, at, action, outcome, reason, user_id, client_id, address, duration_ms, details';

/** The record of activity in the database. */
export function activityStore(database: Database): ActivityStore {
  return {
    async append(entries) {
      if (entries.length === 0) return;
      await database.query({
        name: 'activity-append',
        text: `
          insert into activity (${columns})
          select ${columns} from unnest(
            $1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
            $8::text[], $9::double precision[], $10::jsonb[]
          ) as entry(${columns})
          on conflict do nothing`,
        values: [
          entries.map(({ id }) => id),
          entries.map(({ at }) => at),
          entries.map(({ action }) => action),
          entries.map(({ outcome }) => outcome),
          entries.map(({ reason }) => storable(reason)),
          entries.map(({ userId }) => userId ?? null),
          entries.map(({ clientId }) => storable(clientId)),
          entries.map(({ address }) => storable(address)),
          entries.map(({ durationMs }) => durationMs ?? null),
          entries.map(({ details }) => details && storableJson(details)),
        ],
      });
    },

    async list({ after, limit, ...range }) {
      const values: unknown[] = [];
      const conditions = conditionsOf(range, values);
      if (after !== undefined) {
        const place = [after.at, after.id].map((part) => `$${values.push(part)}`);
        conditions.push(`(at, id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`);
      }
      const { rows } = await database.query<ActivityRow>({
        text: `
          select ${columns} from activity ${where(conditions)}
          order by at desc, id desc limit $${values.push(limit)}::bigint`,
        values,
      });
      return rows.map(entryOf);
    },

    countByDay: (range) => countByDay(database, range),
    removeBefore: (before, limit) => removeBefore(database, before, limit),
  };
}

function storable(text: string | undefined): string | null {
  return text === undefined ? null : storableText(text);
}

function entryOf(row: ActivityRow): ActivityEntry {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    userId: row.user_id ?? undefined,
    clientId: row.client_id ?? undefined,
    address: row.address ?? undefined,
    durationMs: row.duration_ms ?? undefined,
    details: row.details ?? undefined,
  };
}
