import { type BoundPicard, PicardError, type Principal, type Scope } from '@picard-mcp/core';
import { catalogue, hasScope, statusOf } from '@picard-mcp/core/operations';
import { bearerChallenge } from '../bearer-challenge.js';
import { jsonRpcError, serverError } from './json-rpc-error.js';
import { methodOf, paramOf } from './message-fields.js';

/** Methods that show or announce memories or personas. The rest (handshake, lists of tools and templates) needs no scope. */
const readingMethods = new Set([
  'resources/list',
  'resources/read',
  'resources/subscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'subscriptions/listen',
]);

/**
 * The refusal of a single request that the token's scopes do not cover, as MCP authorization wants it
 * ("Scope Challenge Handling"): HTTP 403 with a challenge. A batch of 2025-03-26 is never refused as a whole: there, the call's own
 * result says so.
 */
export function scopeChallenge(
  message: unknown,
  principal: Principal,
  resourceMetadataUrl: string | undefined,
): Response | undefined {
  const scope = neededScope(message);
  if (scope === undefined || hasScope(principal, scope)) return undefined;
  const error = new PicardError('insufficient_scope', `This requires the scope ${scope}.`, {
    details: { required_scopes: [scope] },
  });
  const { code, details } = error;
  return jsonRpcError({
    status: statusOf(code),
    code: serverError,
    message: error.message,
    request: message,
    data: { code, details },
    headers: { 'WWW-Authenticate': bearerChallenge(error, { principal, resourceMetadataUrl }) },
  });
}

/** Takes note of the call that a challenge refused before it came to its operation. */
export async function recordRefusal(picard: BoundPicard, message: unknown): Promise<void> {
  const name = paramOf(message, 'name');
  const operation = typeof name === 'string' ? catalogue.get(name) : undefined;
  if (methodOf(message) !== 'tools/call' || !operation) return;
  // The scope is checked before anything else. The challenge names the missing scope.
  await picard.execute({ operation: operation.name, input: {} }).catch(() => undefined);
}

function neededScope(message: unknown): Scope | undefined {
  const method = methodOf(message);
  if (method !== 'tools/call') {
    return method !== undefined && readingMethods.has(method) ? 'memories:read' : undefined;
  }
  const name = paramOf(message, 'name');
  return typeof name === 'string' ? catalogue.get(name)?.scope : undefined;
}
