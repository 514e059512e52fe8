import { z } from 'zod';
import { explain } from './back-channel.js';
import { ServiceError, type ServiceErrorCode } from './service-error.js';

const failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

const known: readonly string[] = [
  'invalid_input',
  'insufficient_scope',
  'permission_denied',
  'not_found',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'unprocessable',
  'rate_limited',
  'unavailable',
  'internal',
] satisfies readonly ServiceErrorCode[];

/**
 * The `data` of a good answer.
 *
 * @throws ServiceError for every other one; `disconnected` when the token was refused.
 */
export async function readAnswer(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusalOf(response);
  const body = await readJson(response);
  if (typeof body === 'object' && body !== null && 'data' in body) return body.data;
  throw new ServiceError('unreachable', 'Something else answered in place of the memory server.');
}

/** What an answer that is not good says. Reads the body. */
export async function refusalOf(response: Response): Promise<ServiceError> {
  const body = await readJson(response).catch(() => undefined);
  if (response.status === 401) {
    return new ServiceError('disconnected', 'The memory server refused the access token.');
  }
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  return errorFrom(body, response.status, retryAfter);
}

/** An error as the server writes it, in an answer or an event. */
export function errorFrom(body: unknown, status = 500, retryAfter?: number): ServiceError {
  const parsed = failure.safeParse(body);
  if (!parsed.success) {
    const code = status === 503 || status === 429 ? 'unavailable' : 'unreachable';
    return new ServiceError(code, `The memory server answered with status ${status}.`, {
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  const { code, message, details } = parsed.data.error;
  return new ServiceError(known.includes(code) ? (code as ServiceErrorCode) : 'internal', message, {
    ...(details !== undefined && { details }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new ServiceError(
        'unreachable',
        'Something else answered in place of the memory server.',
      );
    }
    throw explain(error);
  }
}
