import { inspect } from 'node:util';
import { errorBody } from '@picard-mcp/core/operations';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerError, answerJson } from './testing/api-server.js';
import { apiKey, failure, hour } from './testing/attempts.js';
import {
  answerEvents,
  answerMessage,
  type ChatBehaviour,
  type ChatServer,
  event,
  startChatServer,
  usualAnswer,
} from './testing/chat-server.js';
import { type Questions, question, questionsTo, streamAnswer } from './testing/questions.js';

let server: ChatServer;
let questions: Questions;

beforeEach(async () => {
  server = await startChatServer();
  questions = questionsTo(server);
});

afterEach(() => server.close());
afterEach(() => vi.restoreAllMocks());

describe('a service that receives too many requests', () => {
  const slowDown = (headers: Record<string, string>) =>
    answerError(429, 'rate_limit_exceeded', 'slow down', headers);

  it('says so, with how long to wait', async () => {
    server.next(slowDown({ 'retry-after': '90' }));
    const error = await failure(questions.ask());
    expect(errorBody(error)).toEqual({
      code: 'rate_limited',
      message: expect.not.stringMatching(/secret|vendor|slow down/),
    });
    expect(error.retryAfter).toBe(90);
    server.next(slowDown({ 'retry-after-ms': '1200' }));
    const limit = { maxRetryDelayMs: 1000 };
    expect(await failure(questions.ask({}, limit))).toMatchObject({ retryAfter: 2 });
    expect(server.requests).toHaveLength(2);
  });

  it('says so with a wait of our own when the service names none', async () => {
    server.always(slowDown({}));
    const error = await failure(questions.ask());
    expect(error.code).toBe('rate_limited');
    expect(error.retryAfter).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(3);
  });

  it('is waited for when it asks for little', async () => {
    server.next(slowDown({ 'retry-after-ms': '1' }));
    const patience = { retryDelayMs: hour, maxRetryDelayMs: hour };
    expect((await questions.ask({}, patience)).text).toBe(usualAnswer);
  });

  it('is unavailable, and not repeated, when the account has no quota left', async () => {
    server.always(answerError(429, 'insufficient_quota', 'pay'));
    expect((await failure(questions.ask())).code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
    expect(questions.log).toMatchObject([{ level: 'error', message: /billing/ }]);
  });
});

describe('what is told of a failure', () => {
  const words = `Incorrect API key ${apiKey} for "${question.prompt}" and "${question.system}"`;

  it('holds neither key nor prompt nor memory nor the words of the service', async () => {
    // The client library writes there what it cannot parse, unless it is told not to.
    const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const faults = [400, 401, 403, 404, 413, 422, 429, 500].flatMap((status) => [
      answerError(status, words, words, { 'x-request-id': words }),
      answerJson(status, { object: 'error', message: words, type: words }),
      answerJson(status, { error: words }),
      answerJson(status, words, { 'content-type': 'text/plain' }),
    ]);
    const streams = [
      answerEvents([{ error: { message: words, code: words } }]),
      answerEvents([words]),
      answerEvents([event({ content: words })]),
    ];
    for (const behaviour of [...faults, ...streams]) {
      server.always(behaviour);
      const error = await failure(
        streamAnswer(questions.model({ maxRetries: 0 }), { model: 'another' }),
      );
      const seen = inspect({ error, body: errorBody(error), log: questions.log }, { depth: 20 });
      expect(seen).not.toContain(apiKey);
      expect(seen).not.toContain('Anna');
      expect(seen).not.toContain('I like tea');
      expect(seen).not.toContain('Incorrect');
    }
    expect(written).not.toHaveBeenCalled();
  });

  it.each<[string, ChatBehaviour, RegExp]>([
    ['401', answerError(401, 'invalid_api_key', words), /OPENAI_API_KEY/],
    [
      '404',
      answerJson(404, '404 page not found', { 'content-type': 'text/plain' }),
      /OPENAI_BASE_URL/,
    ],
    ['400', answerError(400, 'context_length_exceeded', words), /context/],
    ['413', answerJson(413, words), /contextTokens/],
    ['a redirect', answerJson(307, '', { location: 'http://127.0.0.1:1/v1' }), /final address/],
    [
      'tokens all spent in thought',
      answerMessage({ content: '' }, { finishReason: 'length' }),
      /reasoning/,
    ],
  ])('says in the log what to do, and is not repeated: %s', async (_, behaviour, advice) => {
    server.always(behaviour);
    expect((await failure(questions.ask())).code).toBe('unavailable');
    expect(server.requests).toHaveLength(1);
    expect(questions.log).toMatchObject([
      { level: 'error', message: expect.stringMatching(advice) },
    ]);
  });
});
