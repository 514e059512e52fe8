import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Context } from '../context.js';
import type { Toast } from './toast.js';

declare module 'express-session' {
  interface SessionData {
    userId: string;
    /** When it began, in milliseconds: sessions from before a change of the password end. */
    startedAt: number;
    toasts: Toast[];
    /** Makes the library keep a session that has nothing else in it, so that form tokens can be bound to it. */
    isKept: boolean;
    /** The code flow that the visitor began: state, PKCE verifier and the time, sealed. */
    codeFlow: string;
  }
}

const sessionDays = 14;
const dayMs = 86_400_000;

/** Sessions in the application's database; the cookie holds a signed random id alone. */
export function sessions(context: Context): {
  readonly middleware: RequestHandler;
  close(): void;
} {
  const { configuration, database, signingSecrets, logger } = context;
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
    store,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      maxAge: sessionDays * dayMs,
      path: '/',
    },
  });
  return { middleware, close: () => store.close() };
}

/** A new session for whoever logged in, with a new id; what the old one held is gone, but for toasts. */
export async function startSession(request: Request, userId: string): Promise<void> {
  const { toasts } = request.session;
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
  request.session.userId = userId;
  request.session.startedAt = Date.now();
  if (toasts) request.session.toasts = toasts;
}

/** Ends the session. A new, empty one takes its place, so that the next page can tell something. */
export async function endSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
}

/** Writes the session before a redirect is sent: the next request may come before the answer is through. */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}
