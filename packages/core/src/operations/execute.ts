import type { Call } from '../bound-picard.js';
import { PicardError } from '../errors.js';
import { parseInput } from '../invalid-input.js';
import type { Services } from '../services.js';
import type { Guard } from '../token/guard.js';
import { catalogue } from './catalogue.js';
import { errorInWireNames } from './wire-names.js';

/**
 * Runs one operation, guarded by `guard`: the only way from a wire to the domain. `services` are the caller's
 * own, unrecorded.
 */
export function execute(
  services: Services,
  guard: Guard,
  call: Call,
): Promise<Record<string, unknown>> {
  const operation = catalogue.get(call.operation);
  if (!operation) {
    // An unknown name is the caller's text, which is never recorded.
    return guard.run('unknown_operation', undefined, undefined, () => Promise.reject(noSuchTool()));
  }
  return guard.run(operation.name, operation.scope, undefined, async (note) => {
    const input = parseInput(operation.input, call.input ?? {});
    note(input);
    const { signal, onText } = call;
    if (signal?.aborted) throw new PicardError('cancelled', 'The caller closed the connection.');
    try {
      const output = await operation.handle({ picard: services, signal, onText }, input);
      return output as Record<string, unknown>;
    } catch (error) {
      throw errorInWireNames(error);
    }
  });
}

function noSuchTool(): PicardError {
  return new PicardError('not_found', 'There is no operation with this name.', {
    details: { tools: [...catalogue.keys()] },
  });
}
