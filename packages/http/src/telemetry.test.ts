import { context, metrics, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import {
  createPicard,
  generateEncryptionKey,
  newId,
  PicardError,
  type PicardOptions,
  type UserId,
} from '@picard-mcp/core';
import { localEmbedder } from '@picard-mcp/core/builtin';
import { memoryStore } from '@picard-mcp/core/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPicardHttp } from './picard-http.js';

const userId = newId<UserId>();
const spans = new InMemorySpanExporter();
const measures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const meters = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter: measures })],
});

const picardWith = (options: Partial<PicardOptions> = {}) =>
  createPicard({
    store: memoryStore(),
    encryptionKeys: generateEncryptionKey(),
    background: false,
    ...options,
  });

// Before anybody has set up anything, as in a host that sets up late.
const picard = picardWith();

beforeAll(async () => {
  await picard.as(userId).memories.listTags();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  );
  metrics.setGlobalMeterProvider(meters);
  propagation.setGlobalPropagator({
    inject: () => undefined,
    fields: () => ['traceparent'],
    extract(parent, carrier, getter) {
      const [, traceId, spanId] = String(getter.get(carrier, 'traceparent') ?? '').split('-');
      if (traceId === undefined || spanId === undefined) return parent;
      return trace.setSpanContext(parent, { traceId, spanId, traceFlags: 1, isRemote: true });
    },
  });
});

afterEach(() => {
  spans.reset();
  measures.reset();
});

function spanNamed(name: string): ReadableSpan {
  const found = spans.getFinishedSpans().filter((span) => span.name === name);
  if (found.length !== 1 || !found[0]) {
    throw new Error(
      `${found.length} spans ${name} of ${spans.getFinishedSpans().map((s) => s.name)}`,
    );
  }
  return found[0];
}

/** All attributes that were measured with, by the name of the measure. */
async function measured(name: string): Promise<readonly unknown[]> {
  await meters.forceFlush();
  const last = measures.getMetrics().at(-1);
  return (last?.scopeMetrics ?? [])
    .flatMap((scope) => scope.metrics)
    .filter(({ descriptor }) => descriptor.name === name)
    .flatMap(({ dataPoints }) => dataPoints.map(({ attributes }) => attributes));
}

const http = createPicardHttp({
  picard,
  publicUrl: 'http://localhost:8001',
  verifier: { verify: async () => ({ userId, scopes: ['memories:write'] }) },
});

function callTool(tool: string, data: unknown, headers: Record<string, string> = {}) {
  return http.fetch(
    new Request('http://localhost:8001/api/tools', {
      method: 'POST',
      body: JSON.stringify({ tool, data }),
      headers: { authorization: 'Bearer SECRET', 'content-type': 'application/json', ...headers },
    }),
    { clientAddress: '192.0.2.77', prefix: '/memory' },
  );
}

describe('telemetry', () => {
  it('tells of a request, its operation and the embedding in it as one trace, that of the caller', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await callTool(
      'query_memory',
      { query: 'Where is the key?' },
      { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'request-7' },
    );
    const request = spanNamed('POST /memory/api/tools');
    const operation = spanNamed('query_memory');
    const embedding = spanNamed(`embeddings ${localEmbedder().model}`);
    expect(request.kind).toBe(SpanKind.SERVER);
    expect(request.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/memory/api/tools',
      'http.response.status_code': 200,
      'url.scheme': 'http',
      'picard.request_id': 'request-7',
    });
    expect(operation.attributes).toEqual({
      'picard.operation': 'query_memory',
      'picard.request_id': 'request-7',
    });
    expect(request.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(operation.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
    expect(embedding.parentSpanContext?.spanId).toBe(operation.spanContext().spanId);
    for (const span of [request, operation, embedding]) {
      expect(span.spanContext().traceId).toBe(traceId);
    }
  });

  it('holds nothing personal: no text, no user, no token, no address, no path that somebody made', async () => {
    const words = {
      text: 'My PIN is four-seven.',
      tags: ['intimate'],
      metadata: { PIN: 'four-seven' },
    };
    const submitted = await callTool('submit_memory', words);
    const { data } = (await submitted.json()) as { data: { id: string } };
    await callTool('query_user', { user_id: userId, prompt: 'What is the PIN four-seven?' });
    await callTool('delete_memory', { memory_id: data.id });
    await callTool('delete_memory', { memory_id: data.id });
    await callTool('intimate', {});
    await http.fetch(new Request(`http://localhost:8001/intimate/${userId}?token=SECRET`));
    const finished = spans.getFinishedSpans();
    expect(finished.length).toBeGreaterThan(10);
    await meters.forceFlush();
    const told = JSON.stringify([
      finished.map(({ name, attributes, events, status }) => ({
        name,
        attributes,
        events,
        status,
      })),
      measures.getMetrics(),
    ]);
    for (const secret of ['four-seven', 'intimate', userId, data.id, 'SECRET', '192.0.2.77']) {
      expect(told).not.toContain(secret);
    }
  });

  it('calls a failure by its code; what a caller did wrong is no error of the server', async () => {
    const service = new PicardError('unavailable', 'The service says: four-seven');
    const down = picardWith({
      embedder: { ...localEmbedder(), embed: () => Promise.reject(service) },
    });
    await expect(down.as(userId).memories.query({ query: 'x' })).rejects.toThrow();
    const failed = spanNamed('query_memory');
    expect(failed.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(failed.attributes['error.type']).toBe('unavailable');
    const call = spanNamed(`embeddings ${localEmbedder().model}`);
    expect(call.kind).toBe(SpanKind.CLIENT);
    expect(call.attributes['error.type']).toBe('unavailable');
    expect(failed.events).toEqual([]);

    await expect(picard.as(userId).memories.get(newId())).rejects.toThrow();
    const refused = spanNamed('get_memory');
    expect(refused.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(refused.attributes['error.type']).toBe('not_found');
  });

  it('is a part of the span of a host that traces its requests itself, and measures them once', async () => {
    const before = (await measured('http.server.request.duration')).length;
    const host = trace.getTracer('host').startSpan('GET /host');
    await context.with(trace.setSpan(context.active(), host), () =>
      http.fetch(new Request('http://localhost:8001/docs')),
    );
    const request = spanNamed('GET /docs');
    expect(request.kind).toBe(SpanKind.INTERNAL);
    expect(request.parentSpanContext?.spanId).toBe(host.spanContext().spanId);
    expect(await measured('http.server.request.duration')).toHaveLength(before);
  });

  it('measures operations, requests and models, though it was set up after Picard', async () => {
    await callTool('list_tags', {});
    await callTool('list_tags', { unknown: true });
    await callTool('query_user', { user_id: userId, prompt: 'Who am I?' });
    const listing = { 'picard.operation': 'list_tags' };
    const operations = await measured('picard.operation.duration');
    expect(operations).toContainEqual({ ...listing, 'picard.outcome': 'success' });
    expect(operations).toContainEqual({
      ...listing,
      'picard.outcome': 'refused',
      'error.type': 'invalid_input',
    });
    expect(await measured('http.server.request.duration')).toContainEqual({
      'http.request.method': 'POST',
      'http.route': '/memory/api/tools',
      'http.response.status_code': 400,
      'url.scheme': 'http',
    });
    expect(await measured('gen_ai.client.operation.duration')).toContainEqual({
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.request.model': localEmbedder().model,
    });
  });
});
