import type { z } from 'zod';
import type { Services } from '../services.js';
import type { Scope } from '../token/principal.js';
import type { WithIds } from './created-ids.js';

/** Hints for a client or a model about what a call does; as in MCP tool annotations. */
export interface OperationAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** The context of a handler, in addition to its input. */
export interface OperationContext {
  /** Picard as the caller may use it. */
  readonly picard: Services;
  /** Aborted if the caller closed the connection. */
  readonly signal: AbortSignal | undefined;
  /**
   * Called with each piece of the answer as it is generated; the pieces concatenated are its text. Absent if the caller does not stream, and for
   * operations that do not stream.
   */
  readonly onText?: ((piece: string) => void) | undefined;
}

/**
 * One operation of the catalogue: everything that its MCP tool, its REST call, its OpenAPI entry and
 * its documentation are made of.
 */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** snake_case; unique in the catalogue. */
  readonly name: string;
  readonly title: string;
  /** What it does and when to use it, written so that a model can act on it. */
  readonly description: string;
  readonly scope: Scope;
  readonly annotations: OperationAnnotations;
  /** Whether it calls `onText` while it generates its answer. */
  readonly streams?: boolean;
  /** Names what a call creates, so that the same call again creates nothing more. */
  readonly withIds?: WithIds;
  readonly input: Input;
  readonly output: Output;
  /** A complete input for the documentation; a test parses it. */
  readonly example: z.input<Input>;
  handle(context: OperationContext, input: z.output<Input>): Promise<z.input<Output>>;
}

/** Returns its argument; infers the types of an operation from its schemas. */
export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
): Operation {
  return operation as unknown as Operation;
}
