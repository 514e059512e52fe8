import { z } from '@hono/zod-openapi';
import { type Scope, scopes } from '@picard-mcp/core';
import { invalidField } from '@picard-mcp/core/operations';
import { type AuthenticationMethod, authenticationMethods } from './client.js';
import { redirectUriList } from './client-metadata.js';
import { line, maxClientNameLength } from './client-text.js';
import { secretMethods } from './new-client.js';

const scopeList = z
  .array(z.enum(scopes, `must be one of ${scopes.join(', ')}`), 'must be a list of scopes')
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 items')
  .transform((given): readonly Scope[] => scopes.filter((scope) => given.includes(scope)));

const flag = z.boolean('must be true or false');

/** The fields of a client that an administrator sets, each by itself. */
const fields = {
  client_name: line(maxClientNameLength),
  redirect_uris: redirectUriList.describe(
    'https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme. May be empty for clients that use only direct connect.',
  ),
  scopes: scopeList.describe('The scopes that it may be granted.'),
  is_confidential: flag.describe('Whether it has a secret. Cannot be changed.'),
  allow_direct_connect: flag.describe(
    'Whether it may assert users. Only for confidential clients that an administrator registered.',
  ),
  realm: line(100)
    .nullable()
    .describe('Name of the realm of the users that it asserts; null: a realm of its own.'),
  token_endpoint_auth_method: z
    .enum(authenticationMethods, `must be one of ${authenticationMethods.join(', ')}`)
    .nullable()
    .describe('If absent or null, a confidential client may send its secret in either way.'),
};

/** The body that registers a client. */
export const clientRegistration = z.strictObject(
  {
    client_name: fields.client_name,
    redirect_uris: fields.redirect_uris,
    scopes: fields.scopes,
    is_confidential: fields.is_confidential.default(true),
    allow_direct_connect: fields.allow_direct_connect.optional(),
    realm: fields.realm.optional(),
    token_endpoint_auth_method: fields.token_endpoint_auth_method.optional(),
  },
  'must be a JSON object',
);

/** The body that changes a client: what is absent stays. */
export const clientChange = z
  .strictObject({ ...fields, is_active: flag }, 'must be a JSON object')
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'must change something');

/**
 * The methods that a client may use after `asked`.
 *
 * @throws PicardError `invalid_input` when the method does not fit a client with, or without, a secret.
 */
export function methodsFor(
  isConfidential: boolean,
  asked: AuthenticationMethod | null | undefined,
): readonly AuthenticationMethod[] {
  const possible: readonly AuthenticationMethod[] = isConfidential ? secretMethods : ['none'];
  if (asked === undefined || asked === null) return possible;
  if (possible.includes(asked)) return [asked];
  throw invalidField(
    'token_endpoint_auth_method',
    isConfidential
      ? 'must be client_secret_basic or client_secret_post for a confidential client'
      : 'must be none for a public client',
  );
}

/**
 * The realm that a client asked for; `undefined` for one of its own. A realm that looks like an id is
 * that of the client with that id only.
 *
 * @throws PicardError `invalid_input`
 */
export function realmFor(
  asked: string | null | undefined,
  ownId: string | undefined,
): string | undefined {
  if (asked === undefined || asked === null || asked === ownId) return undefined;
  if (/^\W*[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\W*$/i.test(asked)) {
    throw invalidField(
      'realm',
      'must be a name; a UUID is reserved for the realm of the client with that id',
    );
  }
  return asked;
}

/** @throws PicardError `invalid_input` if the client could never be used. */
export function assertUsable(redirectUris: readonly string[], allowDirectConnect: boolean): void {
  if (redirectUris.length > 0 || allowDirectConnect) return;
  throw invalidField('redirect_uris', 'must not be empty for a client without direct connect');
}
