import {
  type Attributes,
  type Context,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { startStopwatch } from './stopwatch.js';
import { instruments } from './telemetry.js';
import { traced } from './traced.js';

export interface ObservedRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly scheme: string;
  /** The path's template, mount prefix included: never the path itself, which may name a user. */
  readonly route: string | undefined;
  readonly requestId: string;
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

/**
 * Handles one HTTP request within a span, by the semantic conventions for HTTP servers. It continues the trace of
 * the caller. In a host that traces its own requests it is a part of the host's span, and is not measured twice.
 * It contains no path, query, address, token or user. The span ends when the response begins; a stream can continue after it.
 */
export function observedRequest(
  request: ObservedRequest,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { route, scheme, requestId } = request;
  const isInHost = trace.getActiveSpan() !== undefined;
  const method = knownMethods.has(request.method) ? request.method : '_OTHER';
  const about: Attributes = {
    'http.request.method': method,
    'url.scheme': scheme,
    ...(route !== undefined && { 'http.route': route }),
  };
  const name = method === '_OTHER' ? 'HTTP' : method;
  const work = {
    name: route === undefined ? name : `${name} ${route}`,
    kind: isInHost ? SpanKind.INTERNAL : SpanKind.SERVER,
    attributes: { ...about, 'picard.request_id': requestId },
    parent: isInHost ? context.active() : callerOf(request.headers),
  };
  return traced(work, async (span) => {
    const elapsed = startStopwatch();
    const response = await answer();
    const { status } = response;
    const outcome = {
      'http.response.status_code': status,
      ...(status >= 500 && { 'error.type': String(status) }),
    };
    span.setAttributes(outcome);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    if (!isInHost) {
      instruments().requestDuration.record(elapsed() / 1_000, { ...about, ...outcome });
    }
    return response;
  });
}

/** The trace that the caller says it is in, in whatever headers the host's set-up reads. */
function callerOf(headers: Headers): Context {
  return propagation.extract(context.active(), headers, {
    keys: (carrier) => [...carrier.keys()],
    get: (carrier, key) => carrier.get(key) ?? undefined,
  });
}
