import { hash } from 'node:crypto';
import type { Principal } from '@picard-mcp/core';
import type { Clock } from '@picard-mcp/core/ports';
import { LRUCache } from 'lru-cache';

export interface VerifiedTokensOptions {
  readonly clock: Clock;
  /** Maximum number of cached tokens. */
  readonly size: number;
}

/** A signature is verified again after this time, so that the withdrawal of a key takes effect soon. */
const rememberMs = 5 * 60_000;

interface Remembered {
  readonly principal: Principal;
  readonly until: number;
}

/** Recently verified tokens, by SHA-256. The tokens themselves are not stored. */
export interface VerifiedTokens {
  find(token: string): Principal | undefined;
  /**
   * Called before a token is verified. Returns a function that caches the token, unless tokens were dropped
   * meanwhile: then this one may have been among them.
   */
  begin(): (token: string, principal: Principal, expiresAt: Date) => void;
  forget(matches: (principal: Principal) => boolean): void;
}

export function verifiedTokens({ clock, size }: VerifiedTokensOptions): VerifiedTokens {
  const remembered = new LRUCache<string, Remembered>({ max: size });
  let timesForgotten = 0;
  return {
    find(token) {
      const key = keyOf(token);
      const found = remembered.get(key);
      if (found === undefined) return undefined;
      if (clock.now().getTime() < found.until) return found.principal;
      remembered.delete(key);
      return undefined;
    },
    begin() {
      const begunAt = timesForgotten;
      return (token, principal, expiresAt) => {
        if (timesForgotten !== begunAt) return;
        const until = Math.min(expiresAt.getTime(), clock.now().getTime() + rememberMs);
        remembered.set(keyOf(token), { principal, until });
      };
    },
    forget(matches) {
      timesForgotten += 1;
      for (const [key, { principal }] of [...remembered.entries()]) {
        if (matches(principal)) remembered.delete(key);
      }
    },
  };
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
