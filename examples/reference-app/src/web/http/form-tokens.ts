import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.js';
import { keepAnonymousSession, sessionMs } from './sessions.js';

/** Only these paths take files: their routes check the token when they have read the form. */
const uploadPaths: readonly string[] = ['/import'];

export interface FormTokens {
  /** Refuses changes without a token that was made for this session. */
  readonly middleware: RequestHandler;
  /** A token for the forms of an answer. */
  tokenFor(request: Request, response: Response): string;
  /** Whether a form that was read later holds a good token. */
  isGood(request: Request): boolean;
}

/** Tokens in every form, bound to the session: signed double submit cookies. */
export function formTokens({ configuration, signingSecrets }: Context): FormTokens {
  const isSecure = configuration.url.startsWith('https:');
  const isUpload = (request: Request) =>
    request.is('multipart/form-data') !== false && uploadPaths.includes(request.path);
  const { doubleCsrfProtection, generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => [...signingSecrets],
    getSessionIdentifier: (request) => request.sessionID,
    cookieName: isSecure ? '__Host-picard-app-form' : 'picard-app-form',
    cookieOptions: {
      ...{ sameSite: 'lax', secure: isSecure, httpOnly: true, path: '/' },
      // As long as the session, so that a page still works after the browser was closed and opened.
      maxAge: sessionMs,
    },
    getCsrfTokenFromRequest: (request) => {
      const { _csrf } = (request.body ?? {}) as { readonly _csrf?: unknown };
      const header = request.headers['x-csrf-token'];
      return typeof _csrf === 'string' ? _csrf : header;
    },
    skipCsrfProtection: isUpload,
  });
  return {
    middleware: doubleCsrfProtection,
    tokenFor(request, response) {
      // The id of a session that is not kept would be another at the next request.
      keepAnonymousSession(request);
      return generateCsrfToken(request, response);
    },
    isGood: (request) => validateRequest(request),
  };
}
