import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';

export function activityRoutes(_context: Context): RequestHandler {
  return Router();
}
