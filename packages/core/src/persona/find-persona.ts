import { PicardError } from '../errors.js';
import type { PersonaId, UserId } from '../ids.js';
import { mayRead, sharedWithNobody } from '../permission/permission.js';
import type { StoredPersona } from '../ports/persona-store.js';
import { defaultPersona, defaultPersonaId } from './default-persona.js';
import type { FullPersona, Persona } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import { openPersonas } from './sealed-persona.js';
import { visiblePersona } from './visible-persona.js';

/** Which persona is meant: one of a user's, or one by its id alone. */
export interface PersonaReference {
  readonly userId: UserId | undefined;
  readonly personaId: PersonaId | undefined;
}

/**
 * The persona that `viewerId` means, if they may ask it.
 *
 * @throws PicardError `not_found` alike for a persona that is absent, private, of another user than the one
 *   named, or of a user whose personas do not answer others.
 */
export async function findPersona(
  context: PersonaContext,
  viewerId: UserId,
  { userId, personaId }: PersonaReference,
): Promise<FullPersona> {
  const id = personaId ?? defaultPersonaId(userId ?? viewerId);
  const stored = await storedPersona(context, id, userId ?? viewerId);
  const persona = stored
    ? await openFor(context, viewerId, stored)
    : await unchangedDefault(context, viewerId, { userId, personaId: id });
  const isMeant = userId === undefined || persona?.userId === userId;
  if (!persona || !isMeant || !mayAsk(persona, viewerId)) throw noSuchPersona();
  if (persona.userId !== viewerId && !(await context.answersOthers(persona.userId))) {
    throw noSuchPersona();
  }
  return persona;
}

/**
 * Returns the stored persona with an id. The id `userId` is that of the user's default persona, even if another user has
 * stored something under it.
 */
export async function storedPersona(
  { personas }: Pick<PersonaContext, 'personas'>,
  id: PersonaId,
  userId: UserId,
): Promise<StoredPersona | undefined> {
  const stored = await personas.find(id);
  const isForeign = id === defaultPersonaId(userId) && stored?.ownerId !== userId;
  return isForeign ? undefined : stored;
}

/** The personas of `ownerId` that `viewerId` may ask, the default one first, then the oldest first. */
export async function listPersonas(
  context: PersonaContext,
  viewerId: UserId,
  ownerId: UserId,
): Promise<readonly Persona[]> {
  if (ownerId !== viewerId && !(await context.answersOthers(ownerId))) return [];
  const stored = await context.personas.listOf(ownerId);
  const saved: FullPersona[] =
    ownerId === viewerId
      ? [...(await openPersonas(context, stored))]
      : (await Promise.all(stored.map((persona) => openFor(context, viewerId, persona)))).flatMap(
          (persona) => persona ?? [],
        );
  const isDefaultKept = stored.some(({ id }) => id === defaultPersonaId(ownerId));
  const all = isDefaultKept
    ? saved.sort((left, right) => Number(right.isDefault) - Number(left.isDefault))
    : [defaultPersona(ownerId), ...saved];
  return all
    .filter((persona) => mayAsk(persona, viewerId))
    .map((persona) => visiblePersona(viewerId, persona));
}

export function noSuchPersona(): PicardError {
  return new PicardError('not_found', 'There is no such persona.');
}

/** Personas have the permissions of memories, and one decision serves both. */
function mayAsk({ userId, settings }: FullPersona, viewerId: UserId): boolean {
  const { permission } = settings;
  return mayRead(
    { ownerId: userId, permission, sharedWith: sharedWithNobody },
    { userId: viewerId, groupIds: new Set() },
  );
}

/** Another user's persona that cannot be decrypted is omitted and logged. */
async function openFor(
  context: PersonaContext,
  viewerId: UserId,
  stored: StoredPersona,
): Promise<FullPersona | undefined> {
  try {
    const [persona] = await openPersonas(context, [stored]);
    return persona;
  } catch (error) {
    const isUnreadable = error instanceof PicardError && error.code === 'internal';
    if (stored.ownerId === viewerId || !isUnreadable) throw error;
    context.logger.error({ err: error, persona: stored.id }, 'a persona does not open');
    return undefined;
  }
}

/**
 * Returns the default persona of a user who has not stored one. By the persona's id alone, another user's is
 * found only by those who may read one of that user's memories, so that it does not reveal whether a user exists.
 */
async function unchangedDefault(
  context: PersonaContext,
  viewerId: UserId,
  { userId, personaId }: { readonly userId: UserId | undefined; readonly personaId: PersonaId },
): Promise<FullPersona | undefined> {
  const ownerId = personaId as string as UserId;
  if (userId !== undefined || ownerId === viewerId) {
    return ownerId === (userId ?? viewerId) ? defaultPersona(ownerId) : undefined;
  }
  const { memories } = await context.memories.list({ userId: ownerId, limit: 1 });
  return memories.length > 0 ? defaultPersona(ownerId) : undefined;
}
