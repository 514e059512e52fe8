import type { Output } from '../memory-service/tools.js';
import { type ActionKind, actionKinds, kindOf } from './kinds.js';

type Counts = Output<'get_activity'>['counts'];

/** What was done on one day of UTC. */
export interface DayCounts {
  /** ISO 8601, without a time. */
  readonly day: string;
  readonly byKind: Readonly<Record<ActionKind, number>>;
  readonly total: number;
}

const dayMs = 86_400_000;

/** The beginning of the first of so many days of UTC, the present one the last. */
export function firstDay(now: Date, days: number): Date {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  return new Date(today - (days - 1) * dayMs);
}

/** Every day of the time, also those on which nothing was done; the oldest first. */
export function countsByDay(counts: Counts, now: Date, days: number): readonly DayCounts[] {
  const first = firstDay(now, days).getTime();
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(first + index * dayMs).toISOString().slice(0, 10);
    const ofDay = counts.filter((count) => count.day === day);
    const byKind = Object.fromEntries(
      actionKinds.map((kind) => [kind, sum(ofDay.filter(({ action }) => kindOf(action) === kind))]),
    ) as Record<ActionKind, number>;
    return { day, byKind, total: sum(ofDay) };
  });
}

/** How often each thing was done, the most frequent first. */
export function countsByAction(
  counts: Counts,
): readonly { readonly action: string; readonly count: number }[] {
  const byAction = new Map<string, number>();
  for (const { action, count } of counts) byAction.set(action, (byAction.get(action) ?? 0) + count);
  return [...byAction]
    .map(([action, count]) => ({ action, count }))
    .sort((left, right) => right.count - left.count || left.action.localeCompare(right.action));
}

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
