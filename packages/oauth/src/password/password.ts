import { hash, verify } from '@node-rs/argon2';
import { PicardError } from '@picard-mcp/core';

/** Characters; longer ones would only cost time. */
export const maxPasswordLength = 1024;

/** Argon2id is the library's default algorithm; memory is in KiB (RFC 9106 section 4, OWASP's profile). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How hashes of that cost begin. */
const presentForm = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

let hashOfNobody: Promise<string> | undefined;

/**
 * The Argon2id hash of a password with a salt of its own, as a PHC string.
 *
 * @throws PicardError `invalid_input` for an empty password and for one of more than 1,024 characters.
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length === 0 || password.length > maxPasswordLength) {
    throw new PicardError(
      'invalid_input',
      `password: must have 1 to ${maxPasswordLength} characters`,
      { details: { field: 'password' } },
    );
  }
  return hash(password.normalize('NFC'), cost);
}

/**
 * Whether `password` is the one that was hashed. Without a hash (no such user, or one without a
 * password) the result is false, after the same work, so that the time reveals nothing.
 */
export async function verifyPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  hashOfNobody ??= hash('nobody', cost);
  const matches = await verify(
    passwordHash ?? (await hashOfNobody),
    password.slice(0, maxPasswordLength + 1).normalize('NFC'),
  );
  return matches && passwordHash !== undefined;
}

/** Whether a hash is of another cost than new ones are: then the password is to be hashed again. */
export function isOutdatedHash(passwordHash: string): boolean {
  return !passwordHash.startsWith(presentForm);
}
