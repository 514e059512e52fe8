import type { Visit } from '../http/visit.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import { ServiceError } from '../memory-service/service-error.js';
import { Field } from '../ui/form.js';
import { inParallel } from './in-parallel.js';

/** A user of the memory server, as others may know them. */
export interface Person {
  readonly id: string;
  /** What to call them: name or username; `undefined` when they do not show themselves. */
  readonly name: string | undefined;
  /** Theirs alone, unlike the name; absent when they do not show themselves. */
  readonly username?: string | undefined;
}

/** How many are asked for at once: the server is there for others too. */
const lookups = 8;
/** Usernames in one field. */
export const maxTyped = 100;
const maxUsernameLength = 64;

/** One memory service serves one request: what was asked in it is not asked again, and forgotten with it. */
const asked = new WeakMap<MemoryService, Map<string, Promise<Person>>>();

/** The people of these ids; somebody who does not show themselves has no name. Asks the server once for each. */
export async function peopleOf(
  memory: MemoryService,
  ids: readonly string[],
): Promise<readonly Person[]> {
  const known = asked.get(memory) ?? new Map<string, Promise<Person>>();
  asked.set(memory, known);
  return inParallel(ids, lookups, (id) => {
    const person = known.get(id) ?? personOf(memory, id);
    known.set(id, person);
    return person;
  });
}

async function personOf(memory: MemoryService, id: string): Promise<Person> {
  try {
    const { username, name } = await memory.call('get_profile', { user_id: id });
    return shownAs({ id, username, name });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') return { id, name: undefined };
    throw error;
  }
}

/** Finds people by their usernames, typed with commas or spaces between them. */
export async function findPeople(
  memory: MemoryService,
  typed: string,
): Promise<{ readonly found: readonly Person[]; readonly unknown: readonly string[] }> {
  const names = usernamesIn(typed).slice(0, maxTyped);
  const answers = await inParallel(names, lookups, async (name) => ({
    name,
    person: await personCalled(memory, name),
  }));
  return {
    found: answers.flatMap(({ person }) => person ?? []),
    unknown: answers.flatMap(({ name, person }) => (person ? [] : name)),
  };
}

async function personCalled(memory: MemoryService, name: string): Promise<Person | undefined> {
  if (name.length > maxUsernameLength) return undefined;
  const { users } = await memory.call('find_users', { query: name, limit: 20 });
  // The server also finds those whose username only begins so.
  const user = users.find(({ username }) => username?.toLowerCase() === name.toLowerCase());
  return user && shownAs(user);
}

/** Each username once, however it was typed. */
export function usernamesIn(typed: string): readonly string[] {
  const names = typed
    .split(/[\s,;]+/)
    .map((name) => name.replace(/^@/, ''))
    .filter(Boolean);
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

function shownAs(profile: {
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
}): Person {
  const { id, username } = profile;
  return { id, name: profile.name ?? username ?? undefined, username: username ?? undefined };
}

/** Turn the writing around them: a name that holds one could show another username behind it. */
const turns = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** What to call a person in a text, such that no two are called alike. */
export function personName({ text }: Pick<Visit, 'text'>, person: Person): string {
  const { id, username } = person;
  const name = person.name?.replace(turns, '').trim() || username;
  if (name === undefined) return text.people.someone(id.slice(0, 8));
  return username === undefined || username === name ? name : text.people.named(name, username);
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
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
  /** Default: that several usernames may be typed. */
  readonly hint?: string;
}) {
  const { visit, name, label, chosen, typed, error } = props;
  const { people } = visit.text;
  const list = `suggestions-${name}`;
  return (
    <div class="people-field">
      {chosen.length > 0 && (
        <fieldset class="mb-2">
          <legend class="visually-hidden">{people.chosen}</legend>
          {chosen.map((person, index) => (
            <div class="form-check form-check-inline">
              <input
                class="form-check-input"
                type="checkbox"
                id={`chosen-${name}-${index}`}
                name={name}
                value={person.id}
                checked
              />
              <label class="form-check-label text-break" for={`chosen-${name}-${index}`}>
                {personName(visit, person)}
              </label>
            </div>
          ))}
        </fieldset>
      )}
      <Field
        name={`add_${name}`}
        label={label}
        value={typed}
        hint={props.hint ?? people.addHint}
        error={error}
        extra={{
          list,
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: 'false',
          'hx-get': '/people/suggestions',
          'hx-trigger': 'input changed delay:250ms',
          'hx-target': `#${list}`,
          'hx-swap': 'innerHTML',
          'hx-select': 'option',
          'hx-sync': 'this:replace',
          'hx-push-url': 'false',
          // What the form around it says of itself is not meant for this.
          'hx-disabled-elt': 'unset',
        }}
      />
      <datalist id={list} />
    </div>
  );
}
