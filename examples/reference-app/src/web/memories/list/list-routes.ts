import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';

export function listRoutes(_context: Context): RequestHandler {
  return Router();
}
