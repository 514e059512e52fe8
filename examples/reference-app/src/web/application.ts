import cookieParser from 'cookie-parser';
import express, { type Express } from 'express';
import { accountRoutes } from './accounts/account-routes.js';
import { activityRoutes } from './activity/activity-routes.js';
import { connectionRoutes } from './connection/connection-routes.js';
import type { Context } from './context.js';
import { groupRoutes } from './groups/group-routes.js';
import { healthRoutes } from './health/health-routes.js';
import { assetRoutes } from './http/assets.js';
import { failures, notFound } from './http/failures.js';
import { formTokens } from './http/form-tokens.js';
import { securityHeaders } from './http/security-headers.js';
import { sessions } from './http/sessions.js';
import { visits } from './http/visits.js';
import { memoryRoutes } from './memories/memory-routes.js';
import { peopleRoutes } from './people/people-routes.js';
import { personaRoutes } from './personas/persona-routes.js';
import { searchRoutes } from './search/search-routes.js';
import { settingsRoutes } from './settings/settings-routes.js';
import { transferRoutes } from './transfer/transfer-routes.js';
import { welcomeRoutes } from './welcome/welcome-routes.js';

/** Most bytes of a form: a memory's text may be typed several times over in one. */
const formLimit = '1mb';

/** The web application: what every request passes through, and then the rooms. */
export function createApplication(context: Context): {
  readonly app: Express;
  close(): void;
} {
  const { configuration } = context;
  const session = sessions(context);
  const tokens = formTokens(context);
  const app = express()
    .disable('x-powered-by')
    .set('trust proxy', configuration.trustedProxies)
    .set('query parser', 'simple')
    .use(...securityHeaders(configuration))
    .use(healthRoutes(context))
    .use(assetRoutes())
    .use(cookieParser())
    .use(session.middleware)
    .use(visits(context, tokens))
    .use(express.urlencoded({ extended: false, limit: formLimit, parameterLimit: 2000 }))
    .use(tokens.middleware)
    .use(welcomeRoutes(context))
    .use(accountRoutes(context))
    .use(settingsRoutes(context))
    .use(connectionRoutes(context))
    .use(memoryRoutes(context))
    .use(searchRoutes(context))
    .use(personaRoutes(context))
    .use(peopleRoutes(context))
    .use(groupRoutes(context))
    .use(transferRoutes(context, tokens))
    .use(activityRoutes(context))
    .use(notFound())
    .use(failures(context));
  return {
    app,
    close() {
      session.close();
    },
  };
}
