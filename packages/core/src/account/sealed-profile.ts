import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import type { Logger } from '../ports/logger.js';
import type { StoredProfile } from '../ports/profile-store.js';
import type { TextCipher } from '../ports/text-cipher.js';
import type { ProfileFields } from './profile.js';

/** What a user says of themself, sealed; nothing where there is nothing to say. */
export async function sealProfile(
  cipher: TextCipher,
  ownerId: UserId,
  fields: ProfileFields,
): Promise<Uint8Array | undefined> {
  if (Object.values(fields).every((value) => value === undefined)) return undefined;
  const text = JSON.stringify(fields);
  const [sealed] = await cipher.seal([{ ...placeOf(ownerId), text }]);
  if (!sealed) throw new PicardError('internal', 'a profile was not sealed');
  return sealed;
}

/** @throws PicardError `internal` if it cannot be decrypted. */
export async function openProfile(
  cipher: TextCipher,
  { userId, sealed }: Pick<StoredProfile, 'userId' | 'sealed'>,
): Promise<ProfileFields> {
  if (!sealed) return {};
  const [text] = await cipher.open([{ ...placeOf(userId), sealed }]);
  return JSON.parse(text ?? '{}') as ProfileFields;
}

/** For another user: a profile that cannot be decrypted is treated as missing and logged. */
export async function openForOthers(
  cipher: TextCipher,
  logger: Logger,
  profile: StoredProfile,
): Promise<ProfileFields | undefined> {
  try {
    return await openProfile(cipher, profile);
  } catch (error) {
    if (!(error instanceof PicardError && error.code === 'internal')) throw error;
    logger.error({ err: error, user: profile.userId }, 'a profile does not open');
    return undefined;
  }
}

/** A user has one profile, and it has the user's id. */
function placeOf(ownerId: UserId) {
  return { ownerId, memoryId: ownerId, field: 'profile' } as const;
}
