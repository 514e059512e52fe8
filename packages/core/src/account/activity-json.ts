import type { ActivityEntry } from '../ports/activity-store.js';

/** An entry of the record of activity as every wire shows it. */
export type ActivityJson = {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly outcome: ActivityEntry['outcome'];
  readonly reason: string | null;
  readonly user_id: string | null;
  readonly client_id: string | null;
  readonly address: string | null;
  readonly duration_ms: number | null;
  readonly details: Record<string, string | number | boolean>;
};

export function activityToJson(entry: ActivityEntry): ActivityJson {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason ?? null,
    user_id: entry.userId ?? null,
    client_id: entry.clientId ?? null,
    address: entry.address ?? null,
    duration_ms: entry.durationMs ?? null,
    details: { ...entry.details },
  };
}
