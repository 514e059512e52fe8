import type { MemoryService } from '../memory-service/memory-service.js';
import type { Input, Persona } from '../memory-service/tools.js';
import { oneAfterAnother } from '../one-after-another.js';
import { typedFrom } from './persona-form.js';

type NewPersona = Input<'create_persona'>;

/** By user: the server would take two that are alike. */
const inTurn = oneAfterAnother();

/**
 * Creates a persona, unless the user has one that is the same in everything: pressing twice, or sending a form again
 * whose answer never came, makes no second one.
 */
export function createOnce(
  userId: string,
  memory: MemoryService,
  persona: NewPersona,
): Promise<void> {
  return inTurn(userId, () => create(memory, persona));
}

async function create(memory: MemoryService, persona: NewPersona): Promise<void> {
  const { personas } = await memory.call('list_personas', {});
  const isThere = personas.some((each) => !each.is_default && isSamePersona(each, persona));
  if (!isThere) await memory.call('create_persona', persona);
}

/** Whether two personas are the same in everything that somebody writes of them. */
export function isSamePersona(one: Persona, other: NewPersona): boolean {
  return written(one) === written(other);
}

/** All that somebody writes of a persona; times to the millisecond, in whose day they may lie. */
function written(persona: NewPersona | Persona): string {
  const {
    updated_at: _,
    from: __,
    to: ___,
    ...typed
  } = typedFrom(persona as Persona, { zone: 'UTC' });
  const { created_after: after, created_before: before } = persona.memory_filter ?? {};
  return JSON.stringify([typed, ...[after, before].map((time) => time && Date.parse(time))]);
}
