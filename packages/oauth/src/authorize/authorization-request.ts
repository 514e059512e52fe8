import { type Scope, scopes } from '@picard-mcp/core';
import { z } from 'zod';
import type { PageContext } from '../pages/page-context.js';

/** An authorization request that was found to be in order, on its way to the user's answer. */
export interface AuthorizationRequest {
  /** UUID v4. One request gets one code. */
  readonly id: string;
  readonly receivedAt: Date;
  readonly clientId: string;
  /** Where the answer goes to. */
  readonly redirectUri: string;
  /** As the client sent it. */
  readonly state: string | undefined;
  /** The maximum scopes of the grant. Scopes that the user may not grant are removed later. */
  readonly scopes: readonly Scope[];
  /** S256 challenge (RFC 7636 section 4.2). */
  readonly codeChallenge: string;
  /** Whether the user must log in after it was received, logged in already or not. */
  readonly needsLogin: boolean;
}

const purpose = 'authorization request';

const sealedRequest = z.object({
  id: z.uuid(),
  receivedAt: z.iso.datetime().transform((text) => new Date(text)),
  clientId: z.string(),
  redirectUri: z.string(),
  state: z
    .string()
    .nullable()
    .transform((state) => state ?? undefined),
  scopes: z.array(z.enum(scopes)).min(1),
  codeChallenge: z.string(),
  needsLogin: z.boolean(),
});

/** The request as the browser carries it: it can be neither read nor changed there. */
export function sealAuthorizationRequest(
  request: AuthorizationRequest,
  { sealer }: Pick<PageContext, 'sealer'>,
): Promise<string> {
  return sealer.seal(purpose, JSON.stringify({ ...request, state: request.state ?? null }));
}

/** `undefined` for everything that is not a request that this server sealed. It may have expired. */
export async function openAuthorizationRequest(
  sealed: string | undefined,
  { sealer }: Pick<PageContext, 'sealer'>,
): Promise<AuthorizationRequest | undefined> {
  const text = sealed === undefined ? undefined : await sealer.open(purpose, sealed);
  return text === undefined ? undefined : sealedRequest.safeParse(JSON.parse(text)).data;
}

/** Whether the user may still answer it. */
export function isExpired(
  { receivedAt }: AuthorizationRequest,
  { clock, lifetimes }: Pick<PageContext, 'clock' | 'lifetimes'>,
): boolean {
  return clock.now().getTime() >= receivedAt.getTime() + lifetimes.authorizationRequest * 1000;
}
