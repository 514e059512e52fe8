import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { PicardError } from '../errors.js';
import { newId, type PersonaId, type UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import { defaultPersonaId } from './default-persona.js';
import type { FullPersona } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import { type CreatePersonaInput, createPersonaInput } from './persona-input.js';
import { personaToJson } from './persona-json.js';
import { requireAllowedModel } from './persona-policy.js';
import type { CreatedPersona } from './persona-service.js';
import { openPersonas, type SavedPersona, sealPersona } from './sealed-persona.js';

type GivenPersona = z.output<typeof createPersonaInput>;

/** The number of times an insertion is retried because the conflicting persona was deleted. */
const attempts = 3;

/** See `PersonaService.create`. */
export async function createPersona(
  context: PersonaContext,
  ownerId: UserId,
  input: CreatePersonaInput,
): Promise<CreatedPersona> {
  const given = parseInput(createPersonaInput, input);
  if (given.id === defaultPersonaId(ownerId)) {
    throw invalidField(
      'id',
      'is the id of your default persona, which already exists; update it instead',
    );
  }
  requireAllowedModel(context.policy, context.languageModel, given.parameters ?? {});
  const persona = newPersona(ownerId, given, context.clock.now());
  const sealed = await sealPersona(context, persona);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const outcome = await context.personas.insert(sealed, { maxPersonas: limits.personas });
    if (outcome === 'inserted') return { ...persona, created: true };
    if (outcome === 'full') throw tooManyPersonas();
    const stored = await context.personas.find(persona.id);
    if (stored?.ownerId === ownerId) {
      const [saved] = await openPersonas(context, [stored]);
      if (saved) return repeated(saved, given);
    }
    if (stored) break;
  }
  throw new PicardError('conflict', 'This id is already in use.', { details: { field: 'id' } });
}

/** The caller has as many personas as a user may have. */
export function tooManyPersonas(): PicardError {
  return new PicardError(
    'conflict',
    `You already have ${limits.personas} personas. Delete one before you create another.`,
  );
}

function newPersona(ownerId: UserId, given: GivenPersona, now: Date): SavedPersona {
  return {
    id: (given.id as PersonaId | undefined) ?? newId<PersonaId>(),
    userId: ownerId,
    name: given.name,
    description: given.description || undefined,
    isDefault: false,
    settings: {
      permission: given.permission ?? 'public',
      instructions: given.instructions || undefined,
      memoryFilter: given.memoryFilter ?? {},
      parameters: given.parameters ?? {},
      createdAt: now,
      updatedAt: now,
    },
  };
}

/** The stored persona of the id that the caller chose, if it has the content that the caller gave. */
function repeated(stored: FullPersona, given: GivenPersona): CreatedPersona {
  if (!holds(stored, given)) {
    throw new PicardError(
      'conflict',
      'You already have a persona with this id and different content.',
      {
        details: { field: 'id', current: personaToJson(stored) },
      },
    );
  }
  return { ...stored, created: false };
}

/** Whether a persona has every field that is given. */
function holds({ settings, ...persona }: FullPersona, { id: _, ...given }: GivenPersona): boolean {
  const { createdAt: __, updatedAt: ___, ...written } = settings;
  const stored: Readonly<Record<string, unknown>> = { ...persona, ...written };
  return Object.entries(given).every(
    ([field, value]) =>
      value === undefined || isDeepStrictEqual(present(value), present(stored[field])),
  );
}

/** The value as it is stored: an empty text as none, and no field without a value. */
function present(value: unknown): unknown {
  if (value === '') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
