/**
 * Why the memory server did not do what was asked:
 * - `unreachable`: no connection, a broken one, or an answer that is not its own;
 * - `slow`: no answer in time; whether it was done is not known;
 * - `disconnected`: the user's permission to use the memories has ended;
 * - `unregistered`: the server does not know this application, or not by its secret; an operator has to act;
 * - the rest as the server's own codes say.
 */
export type ServiceErrorCode =
  | 'unreachable'
  | 'slow'
  | 'disconnected'
  | 'unregistered'
  | 'invalid_input'
  | 'insufficient_scope'
  | 'permission_denied'
  | 'not_found'
  | 'conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'unprocessable'
  | 'rate_limited'
  | 'unavailable'
  | 'internal';

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** What the server adds, such as the field at fault (`field`) or the present memory (`current`). */
  readonly details: Readonly<Record<string, unknown>>;
  /** What the server says of it, for whoever sent it. The log never hears it: it may repeat what was sent. */
  readonly said: string | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    options: {
      readonly details?: Readonly<Record<string, unknown>>;
      readonly said?: string;
      readonly retryAfter?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.details = options.details ?? {};
    this.said = options.said;
    this.retryAfter = options.retryAfter;
  }
}

/** Whether the same request may succeed a little later. */
export function isPassing({ code }: ServiceError): boolean {
  return ['unreachable', 'slow', 'unavailable', 'rate_limited', 'internal'].includes(code);
}
