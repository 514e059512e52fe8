import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';

export function personaRoutes(_context: Context): RequestHandler {
  return Router();
}
