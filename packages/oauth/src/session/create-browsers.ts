import type { UserId } from '@picard-mcp/core';
import type { AuthorizationContext } from '../context.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import type { Session } from '../ports/session-store.js';
import { hashSecret, newSecret } from '../secret.js';
import type { Browsers, HostLogin, Visitor } from './browser.js';
import { secretCookie } from './cookies.js';
import { isFromForeignPage } from './foreign-page.js';
import { createFormTokens } from './form-tokens.js';

type Needed = Pick<
  AuthorizationContext,
  'issuer' | 'store' | 'users' | 'encryptionKeys' | 'clock' | 'lifetimes'
>;

/**
 * Browsers by two cookies: `picard-browser`, which is set before any login and binds forms to the
 * browser, and `picard-session`, whose hash is stored (both with `__Host-` if the issuer is `https`).
 * A session is valid only while its account exists and is active.
 *
 * With a `hostLogin` there are no sessions: who is logged in is asked of the host for each request.
 */
export function createBrowsers(context: Needed, hostLogin: HostLogin | undefined): Browsers {
  const { issuer, store, users, encryptionKeys, clock, lifetimes } = context;
  const { sessions } = store;
  const browserCookie = secretCookie('picard-browser', issuer);
  const sessionCookie = secretCookie('picard-session', issuer);
  const formTokens = createFormTokens(encryptionKeys);

  async function sessionOf(request: Request): Promise<KnownVisitor | undefined> {
    const secret = sessionCookie.read(request);
    if (secret === undefined) return undefined;
    const session = await sessions.find(hashSecret(secret), clock.now());
    const account = session && (await users.findById(session.userId));
    if (!account?.isActive || account.realm !== undefined) return undefined;
    return { visitor: { userId: account.id, name: account.username }, session };
  }

  async function visitorOf(request: Request): Promise<KnownVisitor | undefined> {
    if (!hostLogin) return sessionOf(request);
    const visitor = await hostLogin.visitorOf(request);
    return visitor && { visitor, session: undefined };
  }

  async function endSession({ request }: OAuthExchange): Promise<void> {
    const secret = sessionCookie.read(request);
    if (secret !== undefined) await sessions.remove(hashSecret(secret));
  }

  return {
    hostLogin,
    async read({ request }) {
      const known = await visitorOf(request);
      const sent = browserCookie.read(request);
      const browser = sent ?? newSecret();
      const { visitor } = known ?? {};
      const partsOf = (purpose: readonly string[]) => [
        ...[browser, known?.session?.hash ?? '', visitor?.userId ?? ''],
        ...purpose,
      ];
      const isForeign = isFromForeignPage(request, issuer);
      return {
        visitor,
        loggedInAt: known?.session?.createdAt,
        formToken: (...purpose) => formTokens.issue(partsOf(purpose)),
        isFormToken: (token, ...purpose) =>
          token !== undefined &&
          sent !== undefined &&
          !isForeign &&
          formTokens.isValid(token, partsOf(purpose)),
        cookies: sent === undefined ? [browserCookie.set(browser, lifetimes.session)] : [],
      };
    },
    async logIn(exchange, userId: UserId) {
      const secret = newSecret();
      const createdAt = clock.now();
      const expiresAt = new Date(createdAt.getTime() + lifetimes.session * 1000);
      await sessions.insert({ hash: hashSecret(secret), userId, createdAt, expiresAt });
      await endSession(exchange);
      return [sessionCookie.set(secret, lifetimes.session)];
    },
    async logOut(exchange) {
      await endSession(exchange);
      return [sessionCookie.forget()];
    },
  };
}

interface KnownVisitor {
  readonly visitor: Visitor;
  /** Absent where the host logs users in. */
  readonly session: Session | undefined;
}
