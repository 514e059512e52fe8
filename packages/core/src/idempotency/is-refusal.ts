import { type ErrorCode, PicardError } from '../errors.js';

/** Errors after which something may have been done, or may yet be. */
const uncertain: ReadonlySet<ErrorCode> = new Set(['cancelled', 'internal', 'unavailable']);

/** Whether an error says for certain that nothing was done. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PicardError && !uncertain.has(error.code);
}
