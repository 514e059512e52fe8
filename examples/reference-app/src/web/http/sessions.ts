import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { User } from '../accounts/user.js';
import type { Context } from '../context.js';
import { sealSessions } from './sealed-session-store.js';
import type { Toast } from './toast.js';

declare module 'express-session' {
  interface SessionData {
    userId: string;
    /** The user's `sessionsFrom` as it was at the login: when it is another, the session counts no more. */
    sessionsFrom: number;
    toasts: Toast[];
    /** Makes the library keep a session that has nothing else in it, so that form tokens can be bound to it. */
    isKept: boolean;
    /** A form that waited for the login, sealed. */
    waitingForm: string;
    /** The code flow that the visitor began: state, PKCE verifier and the time, sealed. */
    codeFlow: string;
  }
}

const dayMs = 86_400_000;
/** How long a session lasts from its last use, in milliseconds. */
export const sessionMs = 14 * dayMs;
/** Of visitors who are not logged in: long enough for a login page that was left open. */
const anonymousMs = dayMs;

/** Sessions in the application's database, sealed; the cookie holds a signed random id alone. */
export function sessions(context: Context): {
  readonly middleware: RequestHandler;
  close(): void;
} {
  const { configuration, database, sealer, signingSecrets, logger } = context;
  const isSecure = configuration.url.startsWith('https:');
  const Store = connectPgSimple(session);
  const store = new Store({
    pool: database.pool,
    tableName: 'sessions',
    errorLog: (message: unknown) =>
      logger.warn({ reason: String(message) }, 'sessions could not be pruned'),
  });
  const middleware = session({
    // Browsers share cookies among the ports of one host: the memory server's have other names.
    name: isSecure ? '__Host-picard-app' : 'picard-app',
    secret: [...signingSecrets],
    store: sealSessions(store, sealer, database.pool),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: isSecure ? true : undefined,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      maxAge: sessionMs,
      path: '/',
    },
  });
  return {
    middleware(request, response, next) {
      // TLS ends at a proxy that may not say so; without its word the library would give no cookie, and nobody could log
      // in. The cookie is marked Secure, so that browsers take it over TLS alone.
      if (isSecure) request.headers['x-forwarded-proto'] = 'https';
      middleware(request, response, next);
    },
    close: () => store.close(),
  };
}

/** Keeps the session of a visitor who is not logged in, for a while. */
export function keepAnonymousSession({ session }: Request): void {
  if (session.userId !== undefined || session.isKept) return;
  session.isKept = true;
  session.cookie.maxAge = anonymousMs;
}

/**
 * A new session for whoever logged in, with a new id; what the old one held is gone, but for toasts, unless they were
 * somebody else's.
 */
export async function startSession(
  request: Request,
  { id, sessionsFrom }: Pick<User, 'id' | 'sessionsFrom'>,
): Promise<void> {
  const { toasts, userId: before = id } = request.session;
  await renewSession(request);
  request.session.userId = id;
  request.session.sessionsFrom = sessionsFrom.getTime();
  if (toasts && before === id) request.session.toasts = toasts;
}

/** Ends the session. A new, empty one takes its place, so that the next page can tell something. */
export function endSession(request: Request): Promise<void> {
  return renewSession(request);
}

function renewSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
}

/** Writes the session before a redirect is sent: the next request may come before the answer is through. */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}
