import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyRing, RingKey } from '@picard-mcp/core/builtin';

/** CSRF tokens in forms: unforgeable and stateless. */
export interface FormTokens {
  /** The token of exactly these parts, in this order. */
  issue(parts: readonly string[]): string;
  /** Whether it was issued for these parts, under any key of the ring. The comparison takes constant time. */
  isValid(token: string, parts: readonly string[]): boolean;
}

/** Tokens outlive a change of the ring's current key, as long as the former one stays in the ring. */
export function createFormTokens(ring: KeyRing): FormTokens {
  const keys = new Map<string, Buffer>();

  function keyOf(ringKey: RingKey): Buffer {
    const known = keys.get(ringKey.id);
    if (known) return known;
    // A key of its own for this purpose: the ring's keys also wrap the users' data keys.
    const derived = hkdfSync('sha256', ringKey.key, '', 'picard form tokens', 32);
    const key = Buffer.from(derived);
    keys.set(ringKey.id, key);
    return key;
  }

  const codeOf = (ringKey: RingKey, parts: readonly string[]): Buffer =>
    createHmac('sha256', keyOf(ringKey)).update(JSON.stringify(parts)).digest();

  return {
    issue: (parts) => `${codeOf(ring.current, parts).toString('base64url')}.${ring.current.id}`,
    isValid(token, parts) {
      const dot = token.indexOf('.');
      const ringKey = dot < 0 ? undefined : ring.find(token.slice(dot + 1));
      if (ringKey === undefined) return false;
      const given = Buffer.from(token.slice(0, dot), 'base64url');
      const expected = codeOf(ringKey, parts);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
