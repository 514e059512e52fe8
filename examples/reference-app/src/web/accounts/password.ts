import { hash, verify } from '@node-rs/argon2';

/** Characters; longer ones would only cost time. */
export const maxPasswordLength = 1024;
export const minPasswordLength = 10;

/** Argon2id is the library's default; memory is in KiB (RFC 9106 section 4, OWASP's profile). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let hashOfNobody: Promise<string> | undefined;

/** The Argon2id hash of a password with a salt of its own. However its letters are composed, it stays the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** Whether it is the password. Without a hash, that is for nobody, the answer is no after the same work. */
export async function isPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  hashOfNobody ??= hash('nobody', cost);
  const typed = password.slice(0, maxPasswordLength + 1).normalize('NFC');
  const matches = await verify(passwordHash ?? (await hashOfNobody), typed);
  return matches && passwordHash !== undefined;
}
