import type { Visit } from '../http/visit.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import { Field } from '../ui/form.js';

/** A user of the memory server, as others may know them. */
export interface Person {
  readonly id: string;
  /** What to call them: name or username; `undefined` when they do not show themselves. */
  readonly name: string | undefined;
}

/** The people of these ids; somebody who does not show themselves has no name. Asks the server once for each. */
export async function peopleOf(
  _memory: MemoryService,
  ids: readonly string[],
): Promise<readonly Person[]> {
  return ids.map((id) => ({ id, name: undefined }));
}

/** Finds people by their usernames, typed with commas or spaces between them. */
export async function findPeople(
  _memory: MemoryService,
  typed: string,
): Promise<{ readonly found: readonly Person[]; readonly unknown: readonly string[] }> {
  return { found: [], unknown: typed.split(/[\s,]+/).filter(Boolean) };
}

/**
 * Who is chosen, and a field to add others by username, with suggestions where scripts run. Sends `name` for each who
 * stays chosen, and `add_<name>` with what was typed.
 */
export function PeopleField(props: {
  readonly visit: Visit;
  readonly name: string;
  readonly label: string;
  readonly chosen: readonly Person[];
  readonly typed?: string;
  readonly error?: string;
}) {
  const { name, label, typed, error } = props;
  return <Field name={`add_${name}`} label={label} value={typed} error={error} />;
}
