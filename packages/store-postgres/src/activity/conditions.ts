import type { ActivityRange } from '@picard-mcp/core/ports';
import { storableText } from '../storable-text.js';

/** The conditions of a range on the table `activity`; what they compare with goes to the end of `values`. */
export function conditionsOf(range: ActivityRange, values: unknown[]): string[] {
  const { userId, clientId, action, since, until } = range;
  const value = (given: unknown, type: string) => `$${values.push(given)}::${type}`;
  return [
    ...(userId === undefined ? [] : [`user_id = ${value(userId, 'uuid')}`]),
    ...(clientId === undefined ? [] : [`client_id = ${value(storableText(clientId), 'text')}`]),
    ...(action === undefined ? [] : [`action = ${value(storableText(action), 'text')}`]),
    ...(since === undefined ? [] : [`at >= ${value(since, 'timestamptz')}`]),
    ...(until === undefined ? [] : [`at < ${value(until, 'timestamptz')}`]),
  ];
}

/** The clause of conditions that all hold; nothing for none. */
export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}
