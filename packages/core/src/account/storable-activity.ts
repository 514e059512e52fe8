import type { ActivityEntry } from '../ports/activity-store.js';

/** What was done, as its doer reports it. */
export type Activity = Pick<ActivityEntry, 'action' | 'outcome'> &
  Partial<Omit<ActivityEntry, 'id' | 'at' | 'action' | 'outcome'>>;

/** Longer than any id of a client; more is a stranger's attempt to fill the store. Characters. */
const maxTextLength = 2_048;

/**
 * Returns an activity that every store can store: texts without NUL and lone surrogates, and none that is
 * endless. What is recorded partly comes from strangers, and what they send must not stop the record.
 */
export function storableActivity(activity: Activity): Activity {
  const { details, ...fields } = activity;
  return {
    ...fields,
    ...textsOf(fields),
    ...(details && { details: Object.fromEntries(Object.entries(details).map(storableDetail)) }),
  };
}

function textsOf(fields: Omit<Activity, 'details'>): Partial<Activity> {
  const { action, reason, clientId, address } = fields;
  return {
    action: storable(action),
    ...(reason !== undefined && { reason: storable(reason) }),
    ...(clientId !== undefined && { clientId: storable(clientId) }),
    ...(address !== undefined && { address: storable(address) }),
  };
}

type Detail = [string, string | number | boolean];

function storableDetail([name, value]: Detail): Detail {
  return [storable(name), typeof value === 'string' ? storable(value) : value];
}

function storable(text: string): string {
  return text.slice(0, maxTextLength).toWellFormed().replaceAll('\0', '\ufffd');
}
