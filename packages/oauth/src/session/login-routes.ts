import type { OAuthRouter } from '../http/route.js';
import type { PageContext } from '../pages/page-context.js';
import { addLoginPages } from './login-pages.js';
import { addLogoutPages } from './logout-pages.js';
import { addPasswordPages } from './password-pages.js';
import { addSignupPages } from './signup-pages.js';

/**
 * `/login`, `/logout`, `/password`, and `/signup` where users may register by themselves.
 *
 * With a host's own login there is none of them: these addresses are the host's, which may well have
 * pages of its own there.
 */
export function addLoginRoutes(router: OAuthRouter, context: PageContext): void {
  if (context.browsers.hostLogin) return;
  addLoginPages(router, context);
  addLogoutPages(router, context);
  addPasswordPages(router, context);
  if (context.registration.users) addSignupPages(router, context);
}
