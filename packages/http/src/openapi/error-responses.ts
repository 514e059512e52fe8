import { type ErrorCode, PicardError } from '@picard-mcp/core';
import { errorBody, statusOf } from '@picard-mcp/core/operations';

/** One example per error of the REST API. */
const examples = {
  invalid_input: new PicardError('invalid_input', 'text: must not be empty', {
    details: { field: 'text', fields: [{ field: 'text', message: 'must not be empty' }] },
  }),
  unauthenticated: new PicardError(
    'unauthenticated',
    'This requires a bearer token in the Authorization header.',
  ),
  insufficient_scope: new PicardError(
    'insufficient_scope',
    'This requires the scope memories:write.',
    {
      details: { required_scopes: ['memories:write'] },
    },
  ),
  not_found: new PicardError('not_found', 'There is no such memory.'),
  conflict: new PicardError('conflict', 'The memory has changed since it was read.'),
  payload_too_large: new PicardError(
    'payload_too_large',
    'The body is larger than 16777216 bytes.',
    {
      details: { max_bytes: 16_777_216 },
    },
  ),
  unsupported_media_type: new PicardError(
    'unsupported_media_type',
    'The body must be JSON: Content-Type: application/json.',
  ),
  unprocessable: new PicardError(
    'unprocessable',
    'An item of the atomic batch failed; nothing was written.',
  ),
  rate_limited: new PicardError('rate_limited', 'Too many requests.', { retryAfter: 30 }),
  internal: new PicardError('internal', ''),
  unavailable: new PicardError('unavailable', 'The database is not responding.'),
} as const satisfies Partial<Record<ErrorCode, PicardError>>;

type DocumentedCode = keyof typeof examples;

const documentedCodes = Object.keys(examples) as DocumentedCode[];

const descriptions: Record<DocumentedCode, string> = {
  invalid_input: 'The input is not valid; the message names the field.',
  unauthenticated: 'No valid access token. `WWW-Authenticate` says where to get one.',
  insufficient_scope:
    'The token lacks a scope (`insufficient_scope`), or the caller may not do this (`permission_denied`).',
  not_found: 'No such thing, or none that the caller may see.',
  conflict:
    'The resource has changed since it was read, or already exists; or a call with the same `Idempotency-Key` is in progress, and `Retry-After` gives the time to retry after.',
  payload_too_large: 'The body is too large.',
  unsupported_media_type: 'The body is not JSON.',
  unprocessable:
    'An item of an atomic batch failed, or the `Idempotency-Key` was already used with a different body.',
  rate_limited: 'Too many requests; `Retry-After` says when to come again.',
  internal: 'An error of the server. It has been logged under the id in `X-Request-Id`.',
  unavailable: 'Not possible right now; `Retry-After` says when to come again.',
};

export const errorSchema = {
  type: 'object',
  properties: {
    status: { const: 'error' },
    error: {
      type: 'object',
      properties: {
        code: {
          type: 'string',
          description: 'A stable code for programs.',
          examples: documentedCodes,
        },
        message: { type: 'string', description: 'A description for people.' },
        details: { type: 'object', additionalProperties: true },
      },
      required: ['code', 'message'],
    },
  },
  required: ['status', 'error'],
} as const;

/** Component responses by the code of their error. */
export function errorResponses(): Record<DocumentedCode, object> {
  return Object.fromEntries(
    documentedCodes.map((code) => [
      code,
      {
        description: descriptions[code],
        headers: headersOf(code),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            example: { status: 'error', error: errorBody(examples[code]) },
          },
        },
      },
    ]),
  ) as Record<DocumentedCode, object>;
}

/** References to component responses, by status, for an operation that may fail in these ways. */
export function failures(...codes: readonly DocumentedCode[]): Record<string, { $ref: string }> {
  return Object.fromEntries(
    codes.map((code) => [statusOf(code), { $ref: `#/components/responses/${code}` }]),
  );
}

function headersOf(code: DocumentedCode): object {
  const string = { schema: { type: 'string' } };
  if (code === 'unauthenticated' || code === 'insufficient_scope')
    return { 'WWW-Authenticate': string };
  if (code === 'rate_limited' || code === 'unavailable' || code === 'conflict') {
    return { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } };
  }
  return {};
}
