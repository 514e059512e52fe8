import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Keys by their ids, the current one first. */
export type SealingKeys = readonly { readonly id: string; readonly key: Uint8Array }[];

const entry = z
  .string()
  .regex(
    /^([A-Za-z0-9_-]{1,32}:)?[A-Za-z0-9+/_-]{43}=?$/,
    'each entry is kid:base64key of 32 bytes',
  );

/** A ring as text: `kid:base64key,…`. A key may stand without its id, as platforms generate secrets. */
export const keyRing = z.string().superRefine((value, context) => {
  const entries = value.split(',').map((each) => each.trim());
  const ids = entries.map((each) => readEntry(each).id);
  if (entries.some((each) => !entry.safeParse(each).success)) {
    context.addIssue({ code: 'custom', message: 'each entry is kid:base64key of 32 bytes' });
  } else if (new Set(ids).size < ids.length) {
    context.addIssue({ code: 'custom', message: 'two keys have the same id' });
  }
});

/** Reads a ring that `keyRing` accepts. */
export function parseKeyRing(text: string): SealingKeys {
  return text.split(',').map((each) => readEntry(each.trim()));
}

/** The id of a key that stands alone follows from the key: the same wherever in a ring it stands. */
function readEntry(text: string): SealingKeys[number] {
  const colon = text.indexOf(':');
  const key = Buffer.from(text.slice(colon + 1), 'base64');
  if (colon >= 0) return { id: text.slice(0, colon), key };
  const digest = createHash('sha256').update('picard key id').update(key).digest('hex');
  return { id: `k${digest.slice(0, 16)}`, key };
}

/** A ring of one new key, as text. */
export function generateKeyRing(): string {
  return `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

/** A key for one purpose, out of a key of the ring (RFC 5869), so that no key serves two purposes. */
export function keyFor(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `picard-app ${purpose}`, 32));
}
