import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';
import { editRoutes } from './edit-routes.js';
import { memoryPageRoutes } from './memory-page-routes.js';
import { newMemoryRoutes } from './new-memory-routes.js';
import { previewRoutes } from './preview-routes.js';

/** Creating, reading and editing one memory; `/memories/new` and `/memories/preview` are no ids. */
export function editorRoutes(context: Context): RequestHandler {
  return Router()
    .use(newMemoryRoutes(context))
    .use(previewRoutes(context))
    .use(memoryPageRoutes(context))
    .use(editRoutes(context));
}
