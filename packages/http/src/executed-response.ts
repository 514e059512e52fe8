import type { BoundPicard } from '@picard-mcp/core';
import type { Call } from '@picard-mcp/core/operations';
import { idempotencyKey } from './idempotency-key.js';
import { jsonResponse } from './json-response.js';

export const replayedHeader = 'idempotency-replayed';

/** Runs one operation, once per `Idempotency-Key`, and responds with its output. */
export async function executedResponse(
  picard: BoundPicard,
  headers: Headers,
  call: Call,
): Promise<Response> {
  const key = idempotencyKey(headers);
  if (key === undefined) {
    return jsonResponse({ status: 'success', data: await picard.execute(call) });
  }
  const { output, isReplayed } = await picard.executeOnce({ ...call, key });
  return jsonResponse(
    { status: 'success', data: output },
    { headers: isReplayed ? { [replayedHeader]: 'true' } : {} },
  );
}
