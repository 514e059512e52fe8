import type { BoundPicard } from '../bound-picard.js';
import { PicardError } from '../errors.js';
import { parseInput } from '../invalid-input.js';
import { requireScope } from '../token/principal.js';
import { catalogue } from './catalogue.js';
import { errorInWireNames } from './wire-names.js';

export interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs one operation for a caller: the only way from a wire to the domain.
 *
 * @throws PicardError `not_found` for an unknown operation, `insufficient_scope`, `invalid_input` naming
 *   the field, and whatever the operation itself fails with.
 */
export async function execute(picard: BoundPicard, call: Call): Promise<Record<string, unknown>> {
  const operation = catalogue.get(call.operation);
  if (!operation) {
    throw new PicardError('not_found', `There is no tool of this name.`, {
      details: { tools: [...catalogue.keys()] },
    });
  }
  requireScope(picard.principal, operation.scope);
  const input = parseInput(operation.input, call.input ?? {});
  if (call.signal?.aborted) throw new PicardError('cancelled', 'The caller has gone away.');
  try {
    const output = await operation.handle({ picard, signal: call.signal }, input);
    return output as Record<string, unknown>;
  } catch (error) {
    throw errorInWireNames(error);
  }
}
