import type { Request, RequestHandler } from 'express';
import { findUser } from '../accounts/user-store.js';
import type { Context } from '../context.js';
import { english } from '../text/text.js';
import type { FormTokens } from './form-tokens.js';
import { isTimeZone, localeOf, pathOf, type Visit } from './visit.js';

/** Set by `public/app.js`: the time zone that the browser is in. */
const zoneCookie = 'picard-app-zone';

/** Works out who visits, and how pages are to be written for them. */
export function visits(context: Context, tokens: FormTokens): RequestHandler {
  return async (request, response, next) => {
    const user = await visitorOf(request, context);
    const stored = user && (await context.connections.find(user.id));
    const connection = stored?.issuer === context.configuration.issuer ? stored : undefined;
    const browserZone = zoneFromCookie(request) ?? 'UTC';
    let token: string | undefined;
    const visit: Visit = {
      text: english,
      locale: localeOf(request),
      zone: user?.timeZone ?? browserZone,
      browserZone,
      theme: user?.theme ?? 'auto',
      now: context.now(),
      path: pathOf(request),
      serverUrl: context.configuration.issuer,
      isPartial: request.headers['hx-request'] === 'true',
      user,
      connection,
      csrfToken() {
        token ??= tokens.tokenFor(request, response);
        return token;
      },
      takeToasts() {
        const { toasts = [] } = request.session;
        delete request.session.toasts;
        return toasts;
      },
    };
    response.locals.visit = visit;
    next();
  };
}

async function visitorOf(request: Request, { database }: Context) {
  const { userId, sessionsFrom } = request.session;
  if (userId === undefined) return undefined;
  const user = await findUser(database.pool, userId);
  if (user && sessionsFrom === user.sessionsFrom.getTime()) return user;
  // The account is gone, or its password was changed elsewhere.
  delete request.session.userId;
  delete request.session.waitingForm;
  delete request.session.toasts;
  return undefined;
}

function zoneFromCookie({ cookies }: Request): string | undefined {
  const zone = (cookies as Readonly<Record<string, unknown>>)[zoneCookie];
  return typeof zone === 'string' && isTimeZone(zone) ? zone : undefined;
}
