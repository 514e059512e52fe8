import type { OnceResult } from './idempotency/idempotency.js';
import type { Services } from './services.js';

/** A call of one operation of the catalogue. */
export interface Call {
  /** Name of the operation. */
  readonly operation: string;
  /** Its input, with the names of the wire. */
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Receives the answer of an operation that streams, piece by piece. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Picard as one principal may use it. Every call is recorded in the principal's activity. */
export interface BoundPicard extends Services {
  /**
   * Runs one operation of the catalogue. Returns its output with the names of the wire.
   *
   * @throws PicardError `not_found` for an unknown operation, `insufficient_scope`, `invalid_input` naming
   *   the field, and the errors of the operation itself.
   */
  execute(call: Call): Promise<Record<string, unknown>>;
  /**
   * Runs one operation, unless the caller's call of it with the same `key` has been within 24 hours, on any
   * instance: then returns what that one returned. Only successes are stored. Read operations run each time.
   *
   * @param call `key`: 1 to 255 visible ASCII characters of the caller's choice. It counts per user, client and
   *   operation.
   * @throws PicardError `unprocessable` if the key came with another input; `conflict` with `retryAfter` while the
   *   first call is under way; what `execute` throws.
   */
  executeOnce(call: Call & { readonly key: string }): Promise<OnceResult<Record<string, unknown>>>;
}
