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
}
