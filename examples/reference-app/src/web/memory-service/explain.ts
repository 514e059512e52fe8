import { ServiceError } from './service-error.js';

/**
 * What a failed request, or the failed reading of its answer, means.
 *
 * @param where for whoever reads the log.
 */
export function explain(cause: unknown, where?: string): ServiceError {
  if (cause instanceof ServiceError) return cause;
  const message = ['The memory server could not be reached', where].filter(Boolean).join(' ');
  return new ServiceError('unreachable', `${message}.`, { cause });
}
