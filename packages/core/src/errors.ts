/**
 * Every failure that Picard reports is a `PicardError` with one of these codes. The table is the only
 * place where a code meets an HTTP status, and it says whether the message may be shown to the caller.
 */
const errorTable = {
  invalid_input: { status: 400, visible: true },
  unauthenticated: { status: 401, visible: true },
  permission_denied: { status: 403, visible: true },
  insufficient_scope: { status: 403, visible: true },
  not_found: { status: 404, visible: true },
  method_not_allowed: { status: 405, visible: true },
  conflict: { status: 409, visible: true },
  payload_too_large: { status: 413, visible: true },
  unsupported_media_type: { status: 415, visible: true },
  unprocessable: { status: 422, visible: true },
  rate_limited: { status: 429, visible: true },
  cancelled: { status: 499, visible: true },
  internal: { status: 500, visible: false },
  unavailable: { status: 503, visible: true },
} as const;

/** The stable code of a `PicardError`; programs may branch on it. */
export type ErrorCode = keyof typeof errorTable;

/** Structured facts about an error, in snake_case, safe to show to the caller. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export interface PicardErrorOptions {
  readonly details?: ErrorDetails;
  /** What went wrong underneath. For logs only: it never reaches a caller. */
  readonly cause?: unknown;
  /** Seconds after which the caller may try again; sent as `Retry-After`. */
  readonly retryAfter?: number;
}

/** What a caller sees of an error, on every wire. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
}

export class PicardError extends Error {
  override readonly name = 'PicardError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, options: PicardErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.retryAfter = options.retryAfter ?? (code === 'unavailable' ? 1 : undefined);
  }
}

/** The HTTP status of an error code. */
export function statusOf(code: ErrorCode): number {
  return errorTable[code].status;
}

/**
 * Any thrown value as a `PicardError`. A value that is not one already becomes `internal`, with the
 * original as its cause, so that no driver's or vendor's text reaches a caller.
 */
export function toPicardError(error: unknown): PicardError {
  if (error instanceof PicardError) return error;
  return new PicardError('internal', 'internal error', { cause: error });
}

/** The part of an error that its caller may see. */
export function errorBody(error: PicardError): ErrorBody {
  const { visible } = errorTable[error.code];
  return {
    code: error.code,
    message: visible ? error.message : 'Internal server error. It has been logged.',
    ...(visible && error.details ? { details: error.details } : {}),
  };
}
