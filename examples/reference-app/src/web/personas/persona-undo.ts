import { z } from 'zod';
import type { Context } from '../context.js';
import type { Input, Persona } from '../memory-service/tools.js';

/** For how long a deleted persona can be brought back. */
const undoMs = 30 * 60_000;
const purpose = (userId: string) => `deleted persona of ${userId}`;

const kept = z.object({
  deletedAt: z.number(),
  ownerId: z.string(),
  persona: z.looseObject({ name: z.string() }),
});

export interface DeletedPersona {
  readonly persona: Input<'create_persona'>;
  /** Of the memory server's user whose it was: who is connected by then may be another. */
  readonly ownerId: string;
}

/** A persona that is being deleted, as text that this application alone can read, and that nobody keeps. */
export function sealDeleted(
  { sealer, now }: Pick<Context, 'sealer' | 'now'>,
  userId: string,
  persona: Persona,
): Promise<string> {
  const { id, name, description, instructions, permission, memory_filter, parameters } = persona;
  const input: Input<'create_persona'> = {
    id,
    name,
    ...(description && { description }),
    ...(instructions && { instructions }),
    ...(permission && { permission }),
    ...(memory_filter && { memory_filter }),
    ...(parameters && { parameters }),
  };
  const deletedAt = now().getTime();
  const text = JSON.stringify({ deletedAt, ownerId: persona.user_id, persona: input });
  return sealer.seal(text, purpose(userId));
}

/** Answers nothing for what is too old, belongs to somebody else, or was not sealed here. */
export async function openDeleted(
  { sealer, now }: Pick<Context, 'sealer' | 'now'>,
  userId: string,
  sealed: string,
): Promise<DeletedPersona | undefined> {
  const text = await sealer.open(sealed, purpose(userId));
  if (text === undefined) return undefined;
  const { deletedAt, ownerId, persona } = kept.parse(JSON.parse(text));
  if (now().getTime() - deletedAt > undoMs) return undefined;
  // Nobody but this application can have written it.
  return { persona: persona as Input<'create_persona'>, ownerId };
}
