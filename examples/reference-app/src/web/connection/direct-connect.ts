import { z } from 'zod';
import type { User } from '../accounts/user.js';
import type { BackChannel } from '../memory-service/back-channel.js';
import type { paths } from '../memory-service/openapi.js';
import { parseWith, readJson, refusalOf } from '../memory-service/read-answer.js';
import { ServiceError } from '../memory-service/service-error.js';
import { type Access, scopesOf } from './access.js';
import type { ApplicationIdentity } from './application-identity.js';
import { tokenAnswer } from './token-answer.js';

const path = '/api/user-tokens/user-token';

type Request = paths[typeof path]['post']['requestBody']['content']['application/json'];

const answer = tokenAnswer.extend({ user_id: z.uuid() });

/**
 * Tokens for a user by this application's word.
 *
 * @throws ServiceError `unregistered`; `permission_denied` when the application may not do so, or the user is inactive.
 */
export async function requestTokensFor(
  user: Pick<User, 'username' | 'email'>,
  access: Access,
  { client, secret }: ApplicationIdentity,
  { channel, issuer }: { readonly channel: BackChannel; readonly issuer: string },
): Promise<z.output<typeof answer>> {
  const response = await channel.fetch(`${issuer}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    maxBytes: 1024 * 1024,
    body: JSON.stringify({
      client_id: client.client_id,
      client_secret: secret,
      username: user.username,
      email: user.email,
      scope: scopesOf[access],
    } satisfies Request),
  });
  if (response.ok) return parseWith(answer, await readJson(response));
  const refusal = await refusalOf(response);
  // No token was sent: what was not accepted is the application's secret.
  if (refusal.code !== 'disconnected') throw refusal;
  throw new ServiceError('unregistered', 'The memory server does not know this application.', {
    cause: refusal,
  });
}
