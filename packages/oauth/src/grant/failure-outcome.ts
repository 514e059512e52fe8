import { isUuid } from '@picard-mcp/core';
import type { Activity } from '@picard-mcp/core/operations';
import { toPicardError } from '@picard-mcp/core/ports';
import { OAuthError } from '../http/oauth-error.js';

/** How the record of activity calls a failure: refused by us, or not possible now. */
export function failureOutcome(error: unknown): Pick<Activity, 'outcome' | 'reason'> {
  if (error instanceof OAuthError) {
    return { outcome: error.status < 500 ? 'refused' : 'failed', reason: error.code };
  }
  const { code } = toPicardError(error);
  const isOurs = code === 'unavailable' || code === 'internal' || code === 'cancelled';
  return { outcome: isOurs ? 'failed' : 'refused', reason: code };
}

/** The unauthenticated client id, if it has the form of one: any other value may be a secret in the wrong field. */
export function recordableClientId(claimed: string | undefined): string | undefined {
  if (claimed === undefined) return undefined;
  const isDocument = claimed.length <= 2048 && /^https:\/\/[\w.:-]+\/[\w.~/%-]*$/.test(claimed);
  return isDocument || isUuid(claimed) ? claimed : undefined;
}
