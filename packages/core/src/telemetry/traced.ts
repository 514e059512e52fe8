import {
  type Attributes,
  type Context,
  context,
  INVALID_TRACEID,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { toPicardError } from '../errors.js';
import { tracer } from './telemetry.js';

export interface TracedWork {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  /** Default: whatever is active. */
  readonly parent?: Context;
}

/**
 * Runs `work` inside a span, which is the parent of the spans started during it. Without a configured
 * tracing, the work is simply done.
 */
export async function traced<Value>(
  { name, kind, attributes, parent = context.active() }: TracedWork,
  work: (span: Span) => Promise<Value>,
): Promise<Value> {
  const span = tracer.startSpan(name, { kind, attributes }, parent);
  // Without a tracer; a span that is only not sampled has a context, and hands it down.
  if (span.spanContext().traceId === INVALID_TRACEID) return work(span);
  try {
    return await context.with(trace.setSpan(parent, span), work, undefined, span);
  } finally {
    span.end();
  }
}

/**
 * Marks a span with the code of what went wrong, never with its message, which may quote what a user wrote. A
 * caller's own mistake is no error of the server's.
 */
export function markFailure(span: Span, error: unknown): string {
  const { code } = toPicardError(error);
  span.setAttribute('error.type', code);
  if (isOurs(error)) span.setStatus({ code: SpanStatusCode.ERROR });
  return code;
}

/** Whether a failure is this server's or a service's of its own, and not its caller's. */
export function isOurs(error: unknown): boolean {
  const { code } = toPicardError(error);
  return code === 'internal' || code === 'unavailable';
}
