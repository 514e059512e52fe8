import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';

export function transferRoutes(_context: Context): RequestHandler {
  return Router();
}
