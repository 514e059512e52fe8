import type { Call } from '../bound-picard.js';
import { type IdempotencyContext, type OnceResult, once } from '../idempotency/idempotency.js';
import { hasScope, type Principal } from '../token/principal.js';
import { catalogue } from './catalogue.js';

type Output = Record<string, unknown>;

/**
 * Runs a writing operation once for a key. What reads is run each time, and what the principal may not do, or
 * nobody can, is left to `run` to refuse.
 */
export async function executeOnce(
  context: IdempotencyContext,
  principal: Principal,
  run: (call: Call) => Promise<Output>,
  { key, ...call }: Call & { readonly key: string },
): Promise<OnceResult<Output>> {
  const operation = catalogue.get(call.operation);
  const isRun = !operation || operation.annotations.readOnlyHint;
  if (isRun || !hasScope(principal, operation.scope)) {
    return { output: await run(call), isReplayed: false };
  }
  return once(context, principal, { operation: operation.name, input: call.input, key }, (idOf) => {
    const input = operation.withIds ? operation.withIds(call.input, idOf) : call.input;
    return run({ ...call, input });
  });
}
