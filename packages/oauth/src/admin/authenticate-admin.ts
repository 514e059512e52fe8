import { PicardError, type UserId } from '@picard-mcp/core';
import { requireScope } from '@picard-mcp/core/operations';
import type { UserAccount } from '@picard-mcp/core/ports';
import { bearerAuthentication } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import { failureOutcome } from '../grant/failure-outcome.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { isFromForeignPage } from '../session/foreign-page.js';
import { networkOf } from '../throttle/throttle.js';
import { checkPassword, loginName } from '../user/check-password.js';

/** Who administers. */
export interface Administrator {
  readonly userId: UserId;
  /** The client that acts for them; absent for a username and password. */
  readonly clientId: string | undefined;
}

/** What is known about the caller if authentication fails. */
type Progress = { -readonly [Key in keyof Administrator]?: Administrator[Key] };

const readingMethods = ['GET', 'HEAD'];

/**
 * The active superuser who sends a request: by HTTP Basic, or by a bearer token with `memories:admin`.
 * What the token's user is now decides, not what they were when it was issued.
 *
 * Attempts with a password are counted by account and by address before it is looked at; tokens that are
 * refused are counted by address. Every refusal of either goes into the record of activity; a request
 * that brought nothing has not tried.
 *
 * @throws PicardError `unauthenticated`; `insufficient_scope`; `permission_denied` for a token of a user
 *   who is no superuser, and for a page of another origin that would use a password the browser has
 *   kept; `rate_limited`.
 */
export async function authenticateAdmin(
  exchange: OAuthExchange,
  context: AuthorizationContext,
): Promise<Administrator> {
  const { request, address, path } = exchange;
  const { audit, throttle } = context;
  const header = request.headers.get('authorization')?.trim();
  if (!header) {
    throw new PicardError(
      'unauthenticated',
      'This requires the username and password of an administrator, or a bearer token with memories:admin.',
      { details: { reason: 'missing_token' } },
    );
  }
  const network = networkOf(address);
  const isBasic = /^basic(?: |$)/i.test(header);
  // A flood that is refused already costs neither a hash nor a line in the record.
  if (isBasic) throttle.assertNotBlocked('loginAddress', network);
  const progress: Progress = {};
  try {
    return isBasic
      ? await byPassword(exchange, header.slice('basic'.length).trim(), context)
      : await byToken(header, context, progress);
  } catch (error) {
    const failure = failureOutcome(error);
    if (!isBasic && failure.outcome === 'refused') {
      // Counted separately from login attempts, so that a forgotten program with an old token locks no user out.
      throttle.assertNotBlocked('loginAddress', 'administration', network);
      await throttle.consume('loginAddress', 'administration', network);
    }
    const details = { method: request.method, path: path.slice(0, 200) };
    audit({ action: 'admin_access', ...failure, ...progress, address, details });
    throw error;
  }
}

async function byPassword(
  { request, address }: OAuthExchange,
  encoded: string,
  { issuer, users, throttle }: AuthorizationContext,
): Promise<Administrator> {
  // A browser adds saved credentials to requests that any page triggers.
  if (!readingMethods.includes(request.method) && isFromForeignPage(request, issuer)) {
    throw new PicardError(
      'permission_denied',
      'Requests from a page of another origin are not allowed.',
    );
  }
  const { name, password } = readBasic(encoded);
  const account = loginName(name).toLowerCase();
  const network = networkOf(address);
  await throttle.consume('loginAddress', network);
  await throttle.consume('loginAccount', account);
  const user = await checkPassword(users, name, password);
  if (!isAdministrator(user)) {
    throw new PicardError(
      'unauthenticated',
      'Incorrect username or password, or not an administrator.',
    );
  }
  // A script sends its password with every request, and must not run into the limits of logging in.
  await Promise.all([
    throttle.reset('loginAccount', account),
    throttle.reset('loginAddress', network),
  ]);
  return { userId: user.id, clientId: undefined };
}

async function byToken(
  header: string,
  { users, verifier }: AuthorizationContext,
  progress: Progress,
): Promise<Administrator> {
  const principal = await bearerAuthentication(verifier)(header);
  progress.userId = principal.userId;
  progress.clientId = principal.clientId;
  requireScope(principal, 'memories:admin');
  if (!isAdministrator(await users.findById(principal.userId))) {
    throw new PicardError('permission_denied', 'The user of this token is not an administrator.');
  }
  return { userId: principal.userId, clientId: principal.clientId };
}

function isAdministrator(user: UserAccount | undefined): user is UserAccount {
  return user?.isActive === true && user.isSuperuser && user.realm === undefined;
}

/** Parses credentials by RFC 7617 section 2, in UTF-8. Malformed credentials match no user. */
function readBasic(encoded: string): { readonly name: string; readonly password: string } {
  const text = /^[\w+/-]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64').toString() : '';
  const colon = text.indexOf(':');
  return colon < 0
    ? { name: '', password: '' }
    : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
