import { SpanKind } from '@opentelemetry/api';
import { toPicardError } from '../errors.js';
import { startStopwatch } from './stopwatch.js';
import { instruments } from './telemetry.js';
import { isOurs, markFailure, traced } from './traced.js';

/** How a piece of work ended. */
export interface OperationEnd {
  readonly outcome: 'success' | 'refused' | 'failed';
  /** The code of the error, unless it succeeded. */
  readonly reason: string | undefined;
  readonly durationMs: number;
}

/**
 * Runs one operation within a span, and measures it. `onEnd` receives the outcome before the caller
 * does; it must not fail.
 */
export function observedOperation<Value>(
  operation: string,
  requestId: string | undefined,
  work: () => Promise<Value>,
  onEnd: (end: OperationEnd) => void,
): Promise<Value> {
  const about = { 'picard.operation': operation };
  const attributes = {
    ...about,
    ...(requestId !== undefined && { 'picard.request_id': requestId }),
  };
  return traced({ name: operation, kind: SpanKind.INTERNAL, attributes }, async (span) => {
    const elapsed = startStopwatch();
    const end = (outcome: OperationEnd['outcome'], reason?: string): void => {
      const durationMs = elapsed();
      instruments().operationDuration.record(durationMs / 1_000, {
        ...about,
        'picard.outcome': outcome,
        ...(reason !== undefined && { 'error.type': reason }),
      });
      onEnd({ outcome, reason, durationMs });
    };
    try {
      const value = await work();
      end('success');
      return value;
    } catch (error) {
      const reason = markFailure(span, error);
      end(outcomeOf(error), reason);
      throw error;
    }
  });
}

/** An operation that was abandoned by its caller has not been refused either. */
function outcomeOf(error: unknown): 'refused' | 'failed' {
  return isOurs(error) || toPicardError(error).code === 'cancelled' ? 'failed' : 'refused';
}
