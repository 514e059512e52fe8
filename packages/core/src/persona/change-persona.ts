import { PicardError } from '../errors.js';
import type { PersonaId, UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import { tooManyPersonas } from './create-persona.js';
import { defaultPersona, defaultPersonaId } from './default-persona.js';
import { noSuchPersona, storedPersona } from './find-persona.js';
import type { FullPersona } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import {
  type DeletePersonaOptions,
  deletePersonaInput,
  type UpdatePersonaInput,
  updatePersonaInput,
} from './persona-input.js';
import { personaToJson } from './persona-json.js';
import { requireAllowedModel } from './persona-policy.js';
import { openPersonas, type SavedPersona, sealPersona } from './sealed-persona.js';

/** The number of times a change is retried after a concurrent change. */
const attempts = 20;

/** Concurrent changes are applied one after the other. */
export async function updatePersona(
  context: PersonaContext,
  ownerId: UserId,
  input: UpdatePersonaInput,
): Promise<FullPersona> {
  const { personaId, expectedUpdatedAt, ...change } = parseInput(updatePersonaInput, input);
  if (Object.values(change).every((value) => value === undefined)) {
    throw invalidField('input', 'must contain at least one field to change');
  }
  requireAllowedModel(context.policy, context.languageModel, change.parameters ?? {});
  const id = personaId as PersonaId;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await storedPersona(context, id, ownerId);
    if (stored && stored.ownerId !== ownerId) throw noSuchPersona();
    const [saved] = await openPersonas(context, stored ? [stored] : []);
    const before = saved ?? unchanged(ownerId, id);
    requireUnchanged(before, expectedUpdatedAt);
    const persona = changed(before, change, context.clock.now());
    const sealed = await sealPersona(context, persona);
    const outcome = saved
      ? await context.personas.replace(sealed, saved.settings.updatedAt)
      : await context.personas.insert(sealed, { maxPersonas: limits.personas });
    if (outcome === 'full') throw tooManyPersonas();
    if (outcome === true || outcome === 'inserted') return persona;
  }
  throw new PicardError(
    'unavailable',
    'Too many requests are changing the persona at the same time.',
  );
}

/** See `PersonaService.delete`. */
export async function deletePersona(
  context: PersonaContext,
  ownerId: UserId,
  personaId: string,
  options: DeletePersonaOptions = {},
): Promise<void> {
  const { personaId: id, expectedUpdatedAt } = parseInput(deletePersonaInput, {
    personaId,
    ...options,
  });
  if (id === defaultPersonaId(ownerId)) {
    throw invalidField('personaId', 'is your default persona; it can be changed, but not deleted');
  }
  const outcome = await context.personas.remove(ownerId, id as PersonaId, expectedUpdatedAt);
  if (outcome === 'removed') return;
  const stored = outcome === 'conflict' ? await context.personas.find(id as PersonaId) : undefined;
  const [current] = await openPersonas(context, stored?.ownerId === ownerId ? [stored] : []);
  if (!current) throw noSuchPersona();
  throw changedSince(current);
}

function unchanged(ownerId: UserId, id: PersonaId): FullPersona {
  if (id !== defaultPersonaId(ownerId)) throw noSuchPersona();
  return defaultPersona(ownerId);
}

/** `null` requires a persona that was never changed. */
function requireUnchanged(current: FullPersona, expected: Date | null | undefined): void {
  if (expected === undefined) return;
  if (current.settings.updatedAt?.getTime() !== expected?.getTime()) throw changedSince(current);
}

function changedSince(current: FullPersona): PicardError {
  return new PicardError('conflict', 'The persona has changed since it was read.', {
    details: { current: personaToJson(current) },
  });
}

type Change = Omit<ReturnType<typeof updatePersonaInput.parse>, 'personaId' | 'expectedUpdatedAt'>;

function changed({ settings, ...persona }: FullPersona, change: Change, now: Date): SavedPersona {
  const { createdAt = now, updatedAt } = settings;
  return {
    ...persona,
    name: change.name ?? persona.name,
    description: replaced(change.description, persona.description) || undefined,
    settings: {
      permission: change.permission ?? settings.permission,
      instructions: replaced(change.instructions, settings.instructions) || undefined,
      memoryFilter: replaced(change.memoryFilter, settings.memoryFilter) ?? {},
      parameters: replaced(change.parameters, settings.parameters) ?? {},
      createdAt,
      // Increases with each change, so that two changes in the same millisecond can be distinguished.
      updatedAt: updatedAt ? new Date(Math.max(now.getTime(), updatedAt.getTime() + 1)) : now,
    },
  };
}

/** Absent stays, `null` clears. */
function replaced<Value>(change: Value | null | undefined, value: Value): Value | undefined {
  return change === undefined ? value : (change ?? undefined);
}
