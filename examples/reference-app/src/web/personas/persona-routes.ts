import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { askRoutes } from './ask/ask-routes.js';
import { changeRoutes } from './change-routes.js';
import { deleteRoutes } from './delete-routes.js';
import { listRoutes } from './list-routes.js';

/** `/personas` with everything below it. `/personas/ask` is no persona: it comes first. */
export function personaRoutes(context: Context): RequestHandler {
  return Router()
    .use(listRoutes(context))
    .use(askRoutes(context))
    .use(deleteRoutes(context))
    .use(changeRoutes(context));
}
