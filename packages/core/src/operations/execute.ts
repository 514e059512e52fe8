import type { BoundPicard } from '../bound-picard.js';
import { PicardError } from '../errors.js';
import { parseInput } from '../invalid-input.js';
import { recordingOf } from '../recorded-picard.js';
import { requireScope } from '../token/principal.js';
import { catalogue } from './catalogue.js';
import { errorInWireNames } from './wire-names.js';

export interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Hears the answer of an operation that streams, piece by piece. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/**
 * Runs one operation for a caller, and records it: the only way from a wire to the domain.
 *
 * @throws PicardError `not_found` for an unknown operation, `insufficient_scope`, `invalid_input` naming
 *   the field, and whatever the operation itself fails with.
 */
export function execute(picard: BoundPicard, call: Call): Promise<Record<string, unknown>> {
  const { inner, record } = recordingOf(picard);
  const operation = catalogue.get(call.operation);
  // What a stranger calls an operation is their text, and goes into no record.
  return record(operation?.name ?? 'unknown_operation', async (note) => {
    if (!operation) {
      throw new PicardError('not_found', `There is no tool of this name.`, {
        details: { tools: [...catalogue.keys()] },
      });
    }
    requireScope(inner.principal, operation.scope);
    const input = parseInput(operation.input, call.input ?? {});
    note(input);
    if (call.signal?.aborted) throw new PicardError('cancelled', 'The caller has gone away.');
    try {
      const { signal, onText } = call;
      const output = await operation.handle({ picard: inner, signal, onText }, input);
      return output as Record<string, unknown>;
    } catch (error) {
      throw errorInWireNames(error);
    }
  });
}
