import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { createAttemptLimits } from './attempt-limits.js';
import { loginRoutes } from './login-routes.js';
import { registrationRoutes } from './registration-routes.js';
import { waitingFormRoutes } from './waiting-form-routes.js';

/** The way in and out: register, log in, log out. */
export function accountRoutes(context: Context): RequestHandler {
  const limits = createAttemptLimits(context.database);
  return Router()
    .use(waitingFormRoutes(context))
    .use(registrationRoutes(context, limits))
    .use(loginRoutes(context, limits));
}
