import type { z } from 'zod';
import type { BoundPicard } from '../bound-picard.js';
import { PicardError } from '../errors.js';
import { requireScope } from '../token/principal.js';
import { catalogue } from './catalogue.js';

export interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly signal?: AbortSignal;
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
    throw new PicardError('not_found', `There is no tool named ${JSON.stringify(call.operation)}.`, {
      details: { tools: [...catalogue.keys()] },
    });
  }
  requireScope(picard.principal, operation.scope);
  const parsed = operation.input.safeParse(call.input ?? {});
  if (!parsed.success) throw invalidInput(parsed.error);
  call.signal?.throwIfAborted();
  const output = await operation.handle({ picard, signal: call.signal }, parsed.data);
  return output as Record<string, unknown>;
}

/** The first complaint of a schema as an error that names the field, with all of them in its details. */
export function invalidInput(error: z.ZodError): PicardError {
  const fields = error.issues.slice(0, 20).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), message: 'unknown field' }))
      : [{ field: pathOf(issue.path), message: issue.message }],
  );
  const first = fields[0];
  return new PicardError(
    'invalid_input',
    first ? `${first.field}: ${first.message}` : 'The input is not valid.',
    { details: { field: first?.field, fields }, cause: error },
  );
}

function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'input';
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );
}
