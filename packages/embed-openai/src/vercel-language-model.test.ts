import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { failure } from './testing/attempts.js';
import { question, streamAnswer } from './testing/questions.js';
import { streamOf } from './testing/stream-of.js';
import {
  type VercelCallOptions,
  type VercelLanguageModel,
  vercelLanguageModel,
} from './vercel-language-model.js';

type Version = VercelLanguageModel['specificationVersion'];

/** Finish reason and usage in the form of each version of the specification. */
const finish = (version: Version, reason: string) =>
  version === 'v2'
    ? {
        finishReason: reason,
        usage: { inputTokens: 21, outputTokens: 8, totalTokens: 29 },
      }
    : {
        finishReason: { unified: reason, raw: reason },
        usage: {
          inputTokens: { total: 21, noCache: 21, cacheRead: 0, cacheWrite: undefined },
          outputTokens: { total: 8, text: 6, reasoning: 2 },
        },
      };

const content = [
  { type: 'reasoning', text: 'She wrote of tea.' },
  { type: 'text', text: 'Anna likes ' },
  { type: 'source', sourceType: 'url', id: '1', url: 'https://example.com' },
  { type: 'text', text: 'tea [m1].' },
];

const parts = (version: Version, reason = 'stop'): unknown[] => [
  { type: 'stream-start', warnings: [] },
  { type: 'response-metadata', id: '1', modelId: 'some-model-2026', timestamp: new Date(0) },
  { type: 'reasoning-start', id: 'r' },
  { type: 'reasoning-delta', id: 'r', delta: 'She wrote of tea.' },
  { type: 'reasoning-end', id: 'r' },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta: 'Anna likes ' },
  { type: 'text-delta', id: 't', delta: 'tea [m1].' },
  { type: 'text-end', id: 't' },
  { type: 'finish', ...finish(version, reason) },
];

/** A model of exactly the shape of the specification. */
function modelOf(
  version: Version,
  {
    result = {
      content,
      ...finish(version, 'stop'),
      response: { modelId: 'some-model-2026' },
      warnings: [],
    },
    stream = streamOf(parts(version)),
  }: { readonly result?: unknown; readonly stream?: ReadableStream<unknown> } = {},
) {
  const calls: VercelCallOptions[] = [];
  const model = {
    specificationVersion: version,
    provider: 'some.chat',
    modelId: 'some-model',
    supportedUrls: {},
    async doGenerate(options: VercelCallOptions) {
      calls.push(options);
      return result;
    },
    async doStream(options: VercelCallOptions) {
      calls.push(options);
      return { stream };
    },
  };
  return { calls, model };
}

describe.each<Version>(['v2', 'v3', 'v4'])('vercelLanguageModel of specification %s', (version) => {
  it('asks with a system and a user message and gives the text alone', async () => {
    const { calls, model } = modelOf(version);
    const signal = new AbortController().signal;
    const request = { ...question, temperature: 0.3 };
    expect(await vercelLanguageModel(model).generate(request, { signal })).toEqual({
      text: 'Anna likes tea [m1].',
      model: 'some-model-2026',
      usage: { inputTokens: 21, outputTokens: 8 },
      finishReason: 'stop',
    });
    expect(calls).toEqual([
      {
        prompt: [
          { role: 'system', content: question.system },
          { role: 'user', content: [{ type: 'text', text: question.prompt }] },
        ],
        maxOutputTokens: question.maxTokens,
        temperature: 0.3,
        abortSignal: signal,
      },
    ]);
  });

  it('gives the text piece by piece', async () => {
    const { calls, model } = modelOf(version);
    expect(await streamAnswer(vercelLanguageModel(model))).toEqual({
      answer: {
        text: 'Anna likes tea [m1].',
        model: 'some-model-2026',
        usage: { inputTokens: 21, outputTokens: 8 },
        finishReason: 'stop',
      },
      pieces: ['Anna likes ', 'tea [m1].'],
    });
    expect(calls[0]).not.toHaveProperty('temperature');
  });

  it.each([
    ['length', 'length'],
    ['content-filter', 'refused'],
    ['other', 'stop'],
  ])('understands that it stopped by %s', async (reason, expected) => {
    const model = vercelLanguageModel(
      modelOf(version, {
        result: { content, ...finish(version, reason) },
        stream: streamOf(parts(version, reason)),
      }).model,
    );
    expect((await model.generate(question)).finishReason).toBe(expected);
    expect((await streamAnswer(model)).answer.finishReason).toBe(expected);
  });

  it.each<[string, unknown[]]>([
    ['ends before its end', parts(version).slice(0, -1)],
    ['holds an error', [...parts(version).slice(0, 7), { type: 'error', error: 'overloaded' }]],
    ['stops with an error', parts(version, 'error')],
    ['holds no text', [{ type: 'finish', ...finish(version, 'stop') }]],
  ])('gives no answer out of a stream that %s', async (_, broken) => {
    const { model } = modelOf(version, { stream: streamOf(broken) });
    expect((await failure(streamAnswer(vercelLanguageModel(model)))).code).toBe('unavailable');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no content', { text: 'Tea.' }],
    ['no text', { content: [{ type: 'tool-call' }], ...finish(version, 'tool-calls') }],
    ['an error', { content, ...finish(version, 'error') }],
  ])('gives no answer out of %s', async (_, result) => {
    const { model } = modelOf(version, { result: result ?? null });
    expect((await failure(vercelLanguageModel(model).generate(question))).code).toBe('unavailable');
  });
});

describe('vercelLanguageModel', () => {
  /** An error with the fields of the AI SDK's `APICallError`. */
  const apiCallError = (statusCode: number, responseHeaders: Record<string, string> = {}) =>
    Object.assign(new Error(`sk-secret ${question.prompt}`), {
      name: 'AI_APICallError',
      url: 'https://example.com',
      requestBodyValues: { prompt: question.prompt },
      statusCode,
      responseHeaders,
      isRetryable: true,
    });
  const failing = (error: unknown) => ({
    ...modelOf('v3').model,
    doGenerate: () => Promise.reject(error),
  });

  it('tells of a rate limit how long it lasts', async () => {
    const error = apiCallError(429, { 'retry-after': '30' });
    expect(await failure(vercelLanguageModel(failing(error)).generate(question))).toMatchObject({
      code: 'rate_limited',
      retryAfter: 30,
    });
  });

  it.each<[string, unknown]>([
    ['a status', apiCallError(500)],
    ['a refused key', apiCallError(401)],
    ['an error of its own', new Error(`sk-secret ${question.prompt}`)],
    ['what is no error', `sk-secret ${question.prompt}`],
  ])('is unavailable after %s, and repeats nothing that the model said', async (_, error) => {
    const told = await failure(vercelLanguageModel(failing(error)).generate(question));
    expect(told.code).toBe('unavailable');
    expect(inspect(told, { depth: 20 })).not.toMatch(/secret|Anna/);
  });

  it('answers for its own model alone', async () => {
    const { calls, model } = modelOf('v3');
    const language = vercelLanguageModel(model);
    expect(language.model).toBe('some-model');
    expect(await failure(language.generate({ ...question, model: 'other' }))).toMatchObject({
      code: 'invalid_input',
      details: { field: 'parameters.model' },
    });
    expect(calls).toEqual([]);
    expect((await language.generate({ ...question, model: 'some-model' })).text).not.toBe('');
  });

  it('stops the stream when the caller goes away', async () => {
    let isGivenUp = false;
    const stream = new ReadableStream<unknown>({
      pull: (controller) => controller.enqueue({ type: 'text-delta', id: 't', delta: 'tea ' }),
      cancel: () => {
        isGivenUp = true;
      },
    });
    const caller = new AbortController();
    const asked = vercelLanguageModel(modelOf('v3', { stream }).model).generate(question, {
      signal: caller.signal,
      onText: () => caller.abort(),
    });
    expect((await failure(asked)).code).toBe('cancelled');
    expect(isGivenUp).toBe(true);
  });

  it('takes an endless stream for no longer than the tokens that were asked for', async () => {
    const stream = new ReadableStream<unknown>({
      pull: (controller) =>
        controller.enqueue({ type: 'text-delta', id: 't', delta: 'tea '.repeat(9) }),
    });
    const { answer } = await streamAnswer(vercelLanguageModel(modelOf('v3', { stream }).model));
    expect(answer.finishReason).toBe('length');
    expect(answer.text.length).toBeLessThanOrEqual(question.maxTokens * 16);
  });

  it('takes what the host knows of its model', () => {
    const known = { contextTokens: 9000, countTokens: (text: string) => text.length };
    const model = vercelLanguageModel(modelOf('v3').model, known);
    expect(model.contextTokens).toBe(9000);
    expect(model.countTokens('four')).toBe(4);
  });

  it.each<[string, unknown]>([
    ['a name', 'openai/gpt-5.4-mini'],
    ['a model of version 1', { ...modelOf('v2').model, specificationVersion: 'v1' }],
    ['nothing', undefined],
  ])('refuses %s', (_, model) => {
    expect(() => vercelLanguageModel(model as VercelLanguageModel)).toThrow(/AI SDK/);
  });
});
