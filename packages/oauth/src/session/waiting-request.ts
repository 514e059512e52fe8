import { PicardError } from '@picard-mcp/core';
import { openAuthorizationRequest } from '../authorize/authorization-request.js';
import { OAuthError } from '../http/oauth-error.js';
import type { PageContext } from '../pages/page-context.js';

/** What a login page says and allows for the sake of the authorization request that waits for it. */
export interface WaitingRequest {
  /** `undefined` if unknown; the consent page will show the error. */
  readonly clientName: string | undefined;
  /**
   * Present when the login may lead straight back to the client: who is no superuser cannot give the
   * rights of one, and is not asked. The page's policy has to let the form go there.
   */
  readonly redirectUri?: string;
}

/** The request behind a sealed one, if there is one. It may have expired. */
export async function waitingRequest(
  context: Pick<PageContext, 'sealer' | 'clients'>,
  sealed: string | undefined,
): Promise<WaitingRequest> {
  const request = await openAuthorizationRequest(sealed, context);
  if (!request) return { clientName: undefined };
  const { clientId, redirectUri, scopes } = request;
  const isForSuperusers = scopes.every((scope) => scope === 'memories:admin');
  return {
    clientName: await nameOf(clientId, context),
    ...(isForSuperusers && { redirectUri }),
  };
}

async function nameOf(
  clientId: string,
  { clients }: Pick<PageContext, 'clients'>,
): Promise<string | undefined> {
  try {
    return (await clients.find(clientId))?.name;
  } catch (error) {
    if (error instanceof OAuthError || error instanceof PicardError) return undefined;
    throw error;
  }
}
