import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { editorRoutes } from './editor/editor-routes.js';
import { listRoutes } from './list/list-routes.js';

/** Lists first: `/memories/tags` is no memory. */
export function memoryRoutes(context: Context): RequestHandler {
  return Router().use(listRoutes(context)).use(editorRoutes(context));
}
