import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backChannel } from '../../examples/reference-app/src/web/memory-service/back-channel.js';
import { createMemoryServices } from '../../examples/reference-app/src/web/memory-service/create-memory-services.js';
import type { MemoryService } from '../../examples/reference-app/src/web/memory-service/memory-service.js';
import type { ServiceError } from '../../examples/reference-app/src/web/memory-service/service-error.js';
import { type Relay, startRelay } from './relay.js';

let relay: Relay;
let memory: MemoryService;
/** What the connector was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  relay = await startRelay();
  const serverUrl = 'https://picard.example';
  memory = createMemoryServices({
    channel: backChannel(serverUrl, relay.url),
    serverUrl,
    connector: {
      async accessToken(_userId, { refused } = {}) {
        asked.push(refused === undefined ? 'any' : `instead of ${refused}`);
        return refused === undefined ? 'first' : 'second';
      },
      giveUp: async (_userId, token) => void asked.push(`give up ${token}`),
    },
  })('the user');
});
afterAll(() => relay?.close());
beforeEach(() => {
  asked.length = 0;
  relay.paths.length = 0;
});

/** The next answers of the server, the last one again and again. */
function answers(...responses: (() => Response)[]): void {
  let next = 0;
  relay.meddle = async () => {
    const make = responses[Math.min(next, responses.length - 1)];
    next += 1;
    return make?.() ?? 'hang up';
  };
}

const good = () => Response.json({ status: 'success', data: { tags: [] } });
const refused =
  (status: number, code: string, details?: object, headers: object = {}) =>
  () =>
    Response.json(
      { status: 'error', error: { code, message: 'What the server says.', details } },
      { status, headers: { ...headers } },
    );

/** Server-sent events, in as many pieces as wanted. */
function events(text: string, pieceLength = text.length): () => Response {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.slice(index * pieceLength, (index + 1) * pieceLength),
  );
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(piece);
          else controller.close();
        },
      }),
      { headers: { 'content-type': 'text/event-stream; charset=utf-8' } },
    );
}

async function failure(
  work: Promise<unknown> = memory.call('list_tags', {}),
): Promise<ServiceError> {
  const error = (await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as ServiceError;
  expect(error?.name).toBe('ServiceError');
  return error;
}

describe('a call', () => {
  it('answers the data', async () => {
    answers(good);
    expect(await memory.call('list_tags', {})).toEqual({ tags: [] });
    expect(asked).toEqual(['any']);
  });

  it('is made once more with another token when the first one is refused', async () => {
    answers(refused(401, 'unauthenticated'), good);
    expect(await memory.call('list_tags', {})).toEqual({ tags: [] });
    expect(asked).toEqual(['any', 'instead of first']);
  });

  it('gives the connection up when both are refused', async () => {
    answers(refused(401, 'unauthenticated'));
    expect((await failure()).code).toBe('disconnected');
    expect(asked).toEqual(['any', 'instead of first', 'give up second']);
    expect(relay.paths).toHaveLength(2);
  });

  it('says what the server refuses, in its own code and with its details', async () => {
    const current = { id: 'x', text: 'as it is now' };
    answers(refused(409, 'conflict', { current }));
    expect(await failure()).toMatchObject({
      code: 'conflict',
      said: 'What the server says.',
      details: { current },
    });
  });

  it.each([
    [403, 'insufficient_scope', 'insufficient_scope'],
    [403, 'permission_denied', 'permission_denied'],
    [404, 'not_found', 'not_found'],
    [400, 'invalid_input', 'invalid_input'],
    [429, 'rate_limited', 'rate_limited'],
    [500, 'internal', 'internal'],
    [405, 'method_not_allowed', 'internal'],
    [418, 'a_code_of_tomorrow', 'internal'],
  ])('that is answered %i %s is %s', async (status, code, expected) => {
    answers(refused(status, code));
    expect((await failure()).code).toBe(expected);
  });

  it.each([
    [502, 'unreachable'],
    [504, 'unreachable'],
    [503, 'unavailable'],
    [429, 'unavailable'],
    [413, 'payload_too_large'],
    [401, 'unreachable'],
    [301, 'unreachable'],
    [200, 'unreachable'],
  ])('that a proxy answers with %i is %s', async (status, expected) => {
    answers(
      () =>
        new Response('<html>nginx</html>', { status, headers: { 'content-type': 'text/html' } }),
    );
    expect((await failure()).code).toBe(expected);
    expect(asked).toEqual(['any']);
  });

  it.each([
    ['null', 'null'],
    ['a list', '[1]'],
    ['half of an object', '{"status":"success","da'],
    ['nothing', ''],
  ])('that is answered with %s meets something else than the server', async (_what, text) => {
    answers(() => new Response(text, { headers: { 'content-type': 'application/json' } }));
    expect((await failure()).code).toBe('unreachable');
  });

  it.each([
    ['seconds', { 'retry-after': '30' }, 30],
    [
      'a date, by the clock of the server',
      { 'retry-after': 'Wed, 01 Jan 2031 00:00:30 GMT', date: 'Wed, 01 Jan 2031 00:00:00 GMT' },
      30,
    ],
    ['a date that is over', { 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' }, 1],
    ['years', { 'retry-after': '99999999999' }, 86_400],
    ['rubbish', { 'retry-after': 'soon' }, undefined],
  ])('tells when to try again, given as %s', async (_form, headers, seconds) => {
    answers(refused(503, 'unavailable', undefined, headers));
    expect((await failure()).retryAfter).toBe(seconds);
  });

  it('ends when the visitor leaves', async () => {
    const leaving = new AbortController();
    relay.meddle = () => {
      leaving.abort();
      return new Promise(() => undefined);
    };
    const error = await failure(memory.call('list_tags', {}, { signal: leaving.signal }));
    expect(error.code).toBe('unreachable');
  });
});

describe('a call that is carried out once', () => {
  const underWay = refused(409, 'conflict', { field: 'Idempotency-Key' }, { 'retry-after': '1' });
  const change = (name: string) =>
    memory.call('update_persona', { persona_id: 'me', name }, { isIdempotent: true });

  it('waits while the same call is under way', async () => {
    answers(underWay, good);
    await expect(change('Ann')).resolves.toEqual({ tags: [] });
    expect(relay.paths).toHaveLength(2);
  });

  it('that is refused for another conflict is not tried again', async () => {
    answers(refused(409, 'conflict', { field: 'name' }));
    expect((await failure(change('Ann'))).code).toBe('conflict');
    expect(relay.paths).toHaveLength(1);
  });
});

describe('an answer that is written while it is read', () => {
  const written =
    'event: text\ndata: {"text":"Grün"}\n\n: keep alive\n\nevent: later\ndata: {}\n\nevent: text\ndata: {"text":" 🌱"}\n\nevent: result\ndata: {"status":"success","data":{"response":"Grün 🌱"}}\n\n';
  const ask = (onText: (text: string) => void = () => undefined, signal?: AbortSignal) =>
    memory.ask({ persona_id: 'me', prompt: 'What?' }, { onText, ...(signal && { signal }) });

  it.each([1, 2, 3, 7, 1000])('is the same in pieces of %i bytes', async (length) => {
    answers(events(written, length));
    const pieces: string[] = [];
    expect(await ask((text) => pieces.push(text))).toEqual({ response: 'Grün 🌱' });
    expect(pieces).toEqual(['Grün', ' 🌱']);
  });

  it('may come as a whole', async () => {
    answers(() => Response.json({ status: 'success', data: { response: 'All.' } }));
    expect(await ask()).toEqual({ response: 'All.' });
  });

  it('ends with its result, whatever comes after that', async () => {
    answers(
      events(`${written}event: error\ndata: {"error":{"code":"internal","message":"No."}}\n\n`, 5),
    );
    expect(await ask()).toEqual({ response: 'Grün 🌱' });
  });

  it.each([
    ['is broken off', 'event: text\ndata: {"text":"Gr"}\n\n', 'unreachable'],
    ['is cut within an event', 'event: result\ndata: {"status":"succ', 'unreachable'],
    ['is empty', '', 'unreachable'],
    ['holds rubbish', 'event: text\ndata: {{{\n\n', 'unreachable'],
    ['holds a text that is none', 'event: text\ndata: {"text":7}\n\n', 'unreachable'],
    ['has a result without data', 'event: result\ndata: {}\n\n', 'unreachable'],
    [
      'ends with an error',
      'event: error\ndata: {"status":"error","error":{"code":"rate_limited","message":"Too often."}}\n\n',
      'rate_limited',
    ],
    [
      'ends because the token was revoked',
      'event: error\ndata: {"status":"error","error":{"code":"unauthenticated","message":"No."}}\n\n',
      'disconnected',
    ],
  ])('that %s is an error of its own', async (_how, text, code) => {
    answers(events(text));
    expect((await failure(ask())).code).toBe(code);
  });

  it('stops, and lets the error of its reader through, when the reader fails', async () => {
    answers(events(written, 3));
    const broken = new TypeError('a defect in the page');
    await expect(
      ask(() => {
        throw broken;
      }),
    ).rejects.toBe(broken);
  });

  it('ends when the visitor leaves in the middle', async () => {
    const leaving = new AbortController();
    relay.meddle = async () =>
      new Response(
        new ReadableStream({
          start: (controller) =>
            controller.enqueue(new TextEncoder().encode('event: text\ndata: {"text":"Gr"}\n\n')),
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      );
    const error = await failure(ask(() => leaving.abort(), leaving.signal));
    expect(error.message).toContain('visitor left');
  });
});

describe('files', () => {
  it('come as they are', async () => {
    answers(() => new Response('a,b\n', { headers: { 'content-type': 'text/csv' } }));
    const response = await memory.download('/api/export?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(await response.text()).toBe('a,b\n');
    expect(relay.paths).toEqual(['/api/export']);
  });

  it('that are refused say why', async () => {
    answers(refused(404, 'not_found'));
    expect((await failure(memory.download('/api/export'))).code).toBe('not_found');
  });

  it('are sent whole, and the progress is heard', async () => {
    const progress: unknown[] = [];
    answers(
      events(
        'event: progress\ndata: {"created":1}\n\nevent: result\ndata: {"status":"success","data":{"created":2}}\n\n',
      ),
    );
    const report = await memory.importFile('csv', new TextEncoder().encode('text\nHello\n'), {
      onProgress: (each) => progress.push(each),
    });
    expect(report).toEqual({ created: 2 });
    expect(progress).toEqual([{ created: 1 }]);
  });
});

it('erases an account, or says why not', async () => {
  answers(refused(400, 'invalid_input', { field: 'confirm' }), good);
  expect(await failure(memory.eraseAccount('ann'))).toMatchObject({
    details: { field: 'confirm' },
  });
  await expect(memory.eraseAccount('ann')).resolves.toBeUndefined();
});
