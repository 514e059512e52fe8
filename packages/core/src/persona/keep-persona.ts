import { PicardError } from '../errors.js';
import { newId, type PersonaId, type UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import { defaultPersona, defaultPersonaId } from './default-persona.js';
import { noSuchPersona } from './find-persona.js';
import type { FullPersona } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import {
  type CreatePersonaInput,
  createPersonaInput,
  personaReference,
  type UpdatePersonaInput,
  updatePersonaInput,
} from './persona-input.js';
import { requireAllowedModel } from './persona-policy.js';
import { type KeptPersona, openPersonas, sealPersona } from './sealed-persona.js';

/** How often a change is made anew because another came in between. */
const attempts = 20;

export async function createPersona(
  context: PersonaContext,
  ownerId: UserId,
  input: CreatePersonaInput,
): Promise<FullPersona> {
  const { name, description, ...settings } = parseInput(createPersonaInput, input);
  requireAllowedModel(context.policy, context.languageModel, settings.parameters ?? {});
  const now = context.clock.now();
  const persona: KeptPersona = {
    id: newId<PersonaId>(),
    userId: ownerId,
    name,
    description: description || undefined,
    isDefault: false,
    settings: {
      permission: settings.permission ?? 'public',
      instructions: settings.instructions || undefined,
      memoryFilter: settings.memoryFilter ?? {},
      parameters: settings.parameters ?? {},
      createdAt: now,
      updatedAt: now,
    },
  };
  const outcome = await context.personas.insert(await sealPersona(context, persona), {
    most: limits.personas,
  });
  if (outcome === 'full') throw tooMany();
  if (outcome === 'taken') throw new PicardError('internal', 'a new id was taken already');
  return persona;
}

/** Of changes that come at once, each is made upon the ones before it. */
export async function updatePersona(
  context: PersonaContext,
  ownerId: UserId,
  input: UpdatePersonaInput,
): Promise<FullPersona> {
  const { personaId, ...change } = parseInput(updatePersonaInput, input);
  if (Object.values(change).every((value) => value === undefined)) {
    throw invalidField('input', 'names nothing to change');
  }
  requireAllowedModel(context.policy, context.languageModel, change.parameters ?? {});
  const id = personaId as PersonaId;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await context.personas.find(id);
    if (stored && stored.ownerId !== ownerId) throw noSuchPersona();
    const [kept] = await openPersonas(context, stored ? [stored] : []);
    const before = kept ?? unchanged(ownerId, id);
    const persona = changed(before, change, context.clock.now());
    const sealed = await sealPersona(context, persona);
    const outcome = kept
      ? await context.personas.replace(sealed, kept.settings.updatedAt)
      : await context.personas.insert(sealed, { most: limits.personas });
    if (outcome === 'full') throw tooMany();
    if (outcome === true || outcome === 'inserted') return persona;
  }
  throw new PicardError('unavailable', 'The persona is being changed by too many at once.');
}

/** @throws PicardError `not_found`; `invalid_input` for the default persona, which every user has. */
export async function deletePersona(
  context: PersonaContext,
  ownerId: UserId,
  personaId: string,
): Promise<void> {
  const { personaId: id } = parseInput(personaReference, { personaId });
  if (id === defaultPersonaId(ownerId)) {
    throw invalidField('personaId', 'is your default persona; it can be changed, but not deleted');
  }
  if (!(await context.personas.remove(ownerId, id as PersonaId))) throw noSuchPersona();
}

function unchanged(ownerId: UserId, id: PersonaId): FullPersona {
  if (id !== defaultPersonaId(ownerId)) throw noSuchPersona();
  return defaultPersona(ownerId);
}

type Change = Omit<ReturnType<typeof updatePersonaInput.parse>, 'personaId'>;

function changed({ settings, ...persona }: FullPersona, change: Change, now: Date): KeptPersona {
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
      // Grows with each change, so that two of the same millisecond are told apart.
      updatedAt: updatedAt ? new Date(Math.max(now.getTime(), updatedAt.getTime() + 1)) : now,
    },
  };
}

/** Absent stays, `null` clears. */
function replaced<Value>(change: Value | null | undefined, value: Value): Value | undefined {
  return change === undefined ? value : (change ?? undefined);
}

function tooMany(): PicardError {
  return new PicardError(
    'conflict',
    `You have ${limits.personas} personas already; delete one to make another.`,
  );
}
