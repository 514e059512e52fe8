import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ApiServer,
  answerError,
  type Behaviour,
  startApiServer,
} from './testing/api-server.js';
import { type Attempts, attemptsAt, failure, hour } from './testing/attempts.js';
import { hang, hangInBody } from './testing/faulty-answers.js';

let server: ApiServer;
let attempts: Attempts;

beforeEach(async () => {
  server = await startApiServer();
  attempts = attemptsAt(server);
});

afterEach(() => server.close());

describe('a caller who goes away', () => {
  it('before the call sends nothing', async () => {
    expect(await failure(attempts.embed({}, AbortSignal.abort()))).toMatchObject({
      code: 'cancelled',
    });
    expect(server.requests).toEqual([]);
  });

  it.each<[string, Behaviour]>([
    ['the request', hang],
    ['the answer', hangInBody],
  ])('during %s ends it', async (_, behaviour) => {
    server.always(behaviour);
    const caller = new AbortController();
    const arrival = server.arrival();
    const ended = failure(attempts.embed({}, caller.signal));
    await arrival;
    caller.abort();
    expect(await ended).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
    expect(attempts.log).toEqual([]);
  });

  it('during the wait before another attempt ends it', async () => {
    server.always(answerError(500, 'server_error', ''));
    const caller = new AbortController();
    // The time is looked up when the wait is about to begin.
    const clock = {
      now() {
        setImmediate(() => caller.abort());
        return new Date(0);
      },
    };
    const waiting = attempts.embed(
      { retryDelayMs: hour, maxRetryDelayMs: hour, clock },
      caller.signal,
    );
    expect(await failure(waiting)).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
  });
});
