import { z } from 'zod';
import { explain } from './explain.js';
import { retryAfterOf } from './retry-after.js';
import { ServiceError, type ServiceErrorCode } from './service-error.js';

const failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The server's codes that mean the same here. */
const shared: readonly string[] = [
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
 * @throws ServiceError for every other one; `disconnected` when the server refused the token.
 */
export async function readAnswer(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusalOf(response);
  const body = await readJson(response);
  if (typeof body === 'object' && body !== null && 'data' in body) return body.data;
  throw notTheServer();
}

/** What an answer that is not good says. Reads the body. */
export async function refusalOf(response: Response): Promise<ServiceError> {
  const { status } = response;
  const retryAfter = retryAfterOf(response);
  try {
    return errorFrom(await readJson(response), status, retryAfter);
  } catch {
    // Broken off, or not JSON: the status alone tells.
    return errorFrom(undefined, status, retryAfter);
  }
}

/**
 * An error as the server writes it, in an answer or an event. What somebody else wrote, such as a proxy, is told by its
 * status.
 */
export function errorFrom(body: unknown, status = 500, retryAfter?: number): ServiceError {
  const when = retryAfter === undefined ? {} : { retryAfter };
  const parsed = failure.safeParse(body);
  if (!parsed.success) {
    return new ServiceError(
      foreignCodes[status] ?? 'unreachable',
      `Something answered in place of the memory server, with status ${status}.`,
      when,
    );
  }
  const { code, message, details = {} } = parsed.data.error;
  if (code === 'unauthenticated') {
    return new ServiceError('disconnected', 'The memory server refused the access token.', when);
  }
  const own = shared.includes(code) ? (code as ServiceErrorCode) : 'internal';
  return new ServiceError(own, `The memory server answered: ${own}.`, {
    details,
    said: message,
    ...when,
  });
}

const foreignCodes: Readonly<Record<number, ServiceErrorCode>> = {
  413: 'payload_too_large',
  429: 'unavailable',
  503: 'unavailable',
};

/** @throws ServiceError */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw error instanceof SyntaxError ? notTheServer(error) : explain(error);
  }
}

/** What the server sent, as what it has to be. */
export function parseWith<Value>(schema: z.ZodType<Value>, data: unknown): Value {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw notTheServer(parsed.error);
}

/** An answer that the memory server would not write. */
export function notTheServer(cause?: unknown): ServiceError {
  return new ServiceError(
    'unreachable',
    'Something else answered in place of the memory server.',
    cause === undefined ? {} : { cause },
  );
}
