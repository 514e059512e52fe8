import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';

export function editorRoutes(_context: Context): RequestHandler {
  return Router();
}
