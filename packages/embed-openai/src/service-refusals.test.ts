import { once } from 'node:events';
import { inspect } from 'node:util';
import { errorBody } from '@picard-mcp/core/operations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAiEmbedder } from './openai-embedder.js';
import {
  type ApiServer,
  answerError,
  answerJson,
  answerVectors,
  type Behaviour,
  startApiServer,
} from './testing/api-server.js';
import { type Attempts, apiKey, attemptsAt, failure, text } from './testing/attempts.js';
import { oneEmbedding } from './testing/faulty-answers.js';

let server: ApiServer;
let attempts: Attempts;

beforeEach(async () => {
  server = await startApiServer();
  attempts = attemptsAt(server);
});

afterEach(() => server.close());

describe('a failure that asking again does not cure', () => {
  const words = `Incorrect API key ${apiKey} for input "${text}"`;

  it.each<[string, Behaviour, RegExp]>([
    ['401', answerError(401, 'invalid_api_key', words), /OPENAI_API_KEY/],
    ['403', answerError(403, 'forbidden', words), /may not use this model/],
    ['404', answerError(404, 'model_not_found', words), /model name and OPENAI_BASE_URL/],
    ['400', answerError(400, 'bad_request', words), /dimensions/],
    ['413', answerJson(413, words, { 'content-type': 'text/plain' }), /maxBatchItems/],
    ['no quota', answerError(429, 'insufficient_quota', words), /billing/],
    ['a redirect', answerJson(307, '', { location: 'http://127.0.0.1:1/v1' }), /final address/],
    ['wrong dimensions', answerVectors({ dimensions: 768 }), /set dimensions/],
    ['base64 of wrong dimensions', oneEmbedding('AAAA'), /set dimensions/],
  ])('is not repeated, and the log says what to do: %s', async (_, behaviour, advice) => {
    server.always(behaviour);
    const error = await failure(attempts.embed());
    expect(error.code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
    expect(attempts.log).toMatchObject([
      { level: 'error', message: expect.stringMatching(advice) },
    ]);
  });

  it('shows neither key nor text nor the words of the service, to callers or in the log', async () => {
    for (const status of [400, 401, 404, 429, 500]) {
      server.always(answerError(status, words, words, { 'x-request-id': words }));
      const error = await failure(attempts.embed({ maxRetries: 0 }));
      const seen = inspect({ error, body: errorBody(error), log: attempts.log }, { depth: 20 });
      expect(seen).not.toContain(apiKey);
      expect(seen).not.toContain(text);
      expect(seen).not.toContain('Incorrect');
    }
  });

  it('names the request to the operator, so that the service can be asked about it', async () => {
    server.always(answerError(404, 'model_not_found', words, { 'x-request-id': 'req_123' }));
    await failure(attempts.embed());
    expect(attempts.log).toMatchObject([
      {
        fields: {
          status: 404,
          request_id: 'req_123',
          reason: 'the service answered 404 (model_not_found)',
        },
      },
    ]);
  });

  it('stops the other requests of the same call', async () => {
    let hasHung = (): void => undefined;
    const hung = new Promise<void>((resolve) => {
      hasHung = resolve;
    });
    let isLetGo: Promise<unknown> = Promise.resolve();
    server.always(({ input }, response) => {
      if (input[0] === 'first') {
        isLetGo = once(response, 'close');
        hasHung();
      } else {
        void hung.then(() => answerError(401, 'invalid_api_key', words)(undefined, response));
      }
    });
    const embedder = openAiEmbedder({
      apiKey,
      baseUrl: server.baseUrl,
      maxBatchItems: 1,
      concurrency: 2,
    });
    const texts = ['first', 'second', 'third', 'fourth'];
    const error = await failure(embedder.embed(texts, { purpose: 'document' }));
    expect(error.code).toBe('unavailable');
    await isLetGo;
    expect(server.requests).toHaveLength(2);
  });
});
