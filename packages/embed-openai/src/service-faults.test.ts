import { errorBody } from '@picard-mcp/core/operations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApiServer,
  answerError,
  answerJson,
  type Behaviour,
  startApiServer,
} from './testing/api-server.js';
import { type Attempts, attemptsAt, failure, hour } from './testing/attempts.js';
import {
  cut,
  cutInBody,
  hang,
  hangInBody,
  html,
  oneEmbedding,
  tooMany,
  wrongIndex,
} from './testing/faulty-answers.js';

let server: ApiServer;
let attempts: Attempts;

beforeEach(async () => {
  server = await startApiServer();
  attempts = attemptsAt(server);
});

afterEach(() => server.close());

describe('a passing failure', () => {
  it.each<[string, Behaviour]>([
    ['500', answerError(500, 'server_error', 'oh')],
    ['503 in HTML', answerJson(503, '<html>', { 'content-type': 'text/html' })],
    ['429', answerError(429, 'rate_limit_exceeded', 'slow down')],
    ['a cut connection', cut],
    ['a connection cut in the answer', cutInBody],
    ['JSON that is none', answerJson(200, '{"data": [NaN')],
    ['HTML', html],
    ['an empty object', answerJson(200, {})],
    ['null', answerJson(200, 'null')],
    ['too many embeddings', tooMany],
    ['an index out of range', wrongIndex],
    ['an embedding that is null', oneEmbedding(null)],
    ['numbers as words', oneEmbedding(Array.from({ length: 1536 }, () => 'NaN'))],
    ['a vector of zeros', oneEmbedding(Array.from({ length: 1536 }, () => 0))],
    ['numbers beyond 32 bits', oneEmbedding(Array.from({ length: 1536 }, () => 1e300))],
    ['NaN in base64', oneEmbedding(Buffer.alloc(1536 * 4, 0xff).toString('base64'))],
  ])('is survived by asking again: %s', async (_, behaviour) => {
    server.next(behaviour, behaviour);
    expect(await attempts.embed()).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
    expect(attempts.log).toEqual([]);
  });

  it.each<[string, Behaviour]>([
    ['500', answerError(500, 'server_error', 'secret vendor words')],
    ['a cut connection', cut],
    ['HTML', html],
  ])('that lasts is reported as unavailable: %s', async (_, behaviour) => {
    server.always(behaviour);
    const error = await failure(attempts.embed());
    expect(errorBody(error)).toEqual({
      code: 'unavailable',
      message: expect.not.stringMatching(/secret/),
    });
    expect(server.requests).toHaveLength(3);
    expect(attempts.log).toMatchObject([{ level: 'warn', fields: { attempts: 3 } }]);
  });

  it('says where nobody listens', async () => {
    const { baseUrl } = server;
    await server.close();
    expect(await failure(attempts.embed({ baseUrl }))).toMatchObject({
      code: 'unavailable',
      cause: { message: expect.stringContaining('ECONNREFUSED') },
    });
    server = await startApiServer();
  });

  it.each<[string, Behaviour]>([
    ['before', hang],
    ['within', hangInBody],
  ])('ends the wait for a service that stops %s its answer', async (_, behaviour) => {
    server.always(behaviour);
    const error = await failure(attempts.embed({ timeoutMs: 250, maxRetries: 1 }));
    expect(error).toMatchObject({ code: 'unavailable', cause: { message: /time limit/ } });
    expect(server.requests).toHaveLength(2);
  });
});

describe('Retry-After', () => {
  it.each([
    ['seconds', { 'retry-after': '0' }],
    ['a date', { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }],
    ['milliseconds', { 'retry-after-ms': '1' }],
  ])('as %s decides over the own back-off', async (_, headers: Record<string, string>) => {
    server.next(answerError(429, 'rate_limit_exceeded', 'slow down', headers));
    expect(await attempts.embed({ retryDelayMs: hour, maxRetryDelayMs: hour })).toHaveLength(1);
  });

  it('is passed on when it is longer than one waits', async () => {
    const now = new Date('2026-01-01T00:00:00Z');
    server.next(
      answerError(429, 'rate_limit_exceeded', '', { 'retry-after': '90' }),
      answerError(503, 'busy', '', { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }),
      answerError(503, 'busy', '', { 'retry-after': '1e99' }),
    );
    expect(await failure(attempts.embed())).toMatchObject({ code: 'unavailable', retryAfter: 90 });
    expect(await failure(attempts.embed({ clock: { now: () => now } }))).toMatchObject({
      retryAfter: 60,
    });
    expect(await failure(attempts.embed())).toMatchObject({ retryAfter: 3600 });
    expect(server.requests).toHaveLength(3);
  });
});
