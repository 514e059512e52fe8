import { hash } from 'node:crypto';
import type { Clock, Principal } from '@picard-mcp/core';
import { LRUCache } from 'lru-cache';

export interface VerifiedTokensOptions {
  readonly clock: Clock;
  /** How many tokens are remembered at most. */
  readonly size: number;
}

/** A signature is looked at again after this time, so that a key that was withdrawn is soon heard of. */
const rememberMs = 5 * 60_000;

interface Remembered {
  readonly principal: Principal;
  readonly until: number;
}

/** Tokens found valid a short while ago, by their SHA-256: a token itself is kept nowhere. */
export function verifiedTokens({ clock, size }: VerifiedTokensOptions) {
  const remembered = new LRUCache<string, Remembered>({ max: size });
  return {
    find(token: string): Principal | undefined {
      const key = keyOf(token);
      const found = remembered.get(key);
      if (found === undefined) return undefined;
      if (clock.now().getTime() < found.until) return found.principal;
      remembered.delete(key);
      return undefined;
    },
    add(token: string, principal: Principal, expiresAt: Date): void {
      const until = Math.min(expiresAt.getTime(), clock.now().getTime() + rememberMs);
      remembered.set(keyOf(token), { principal, until });
    },
    forget(matches: (principal: Principal) => boolean): void {
      for (const [key, { principal }] of [...remembered.entries()]) {
        if (matches(principal)) remembered.delete(key);
      }
    },
  };
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
