import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { backChannel } from '../../examples/reference-app/src/web/memory-service/back-channel.js';
import { ServiceError } from '../../examples/reference-app/src/web/memory-service/service-error.js';
import { type Relay, startRelay } from './relay.js';

const issuer = 'https://picard.example/memory';
const warnings: string[] = [];
const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields: object, message: string) =>
    void warnings.push(`${message} ${Object.keys(fields)}`),
  error: () => undefined,
};

let relay: Relay;

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay?.close());
afterEach(() => {
  relay.meddle = undefined;
  relay.paths.length = 0;
  warnings.length = 0;
});

const channel = () => backChannel(issuer, relay.url, logger);

/** Some bytes, and then nothing more. */
function endless(...pieces: string[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

async function failureOf(work: Promise<unknown>): Promise<ServiceError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ServiceError);
  return thrown as ServiceError;
}

describe('a request to the memory server', () => {
  it('goes to where this application reaches it, with what was asked behind the base path', async () => {
    relay.meddle = async () => Response.json({ well: true });
    const response = await channel().fetch(`${issuer}/api/tools?x=1`);
    expect(await response.json()).toEqual({ well: true });
    expect(relay.paths).toEqual(['/api/tools']);
  });

  it.each([
    'https://evil.example/token',
    'https://picard.example.evil.example/memory/token',
    'https://picard.example/memoryx/token',
    'https://picard.example/memory/../token',
    'https://picard.example:8443/memory/token',
    'http://picard.example/memory/token',
  ])('never goes to %s, which is not the server', async (address) => {
    const error = await failureOf(channel().fetch(address));
    expect(error.code).toBe('unreachable');
    expect(relay.paths).toEqual([]);
  });

  it('follows no redirect', async () => {
    relay.meddle = async () =>
      new Response(null, { status: 307, headers: { location: `${relay.url}/elsewhere` } });
    const { status } = await channel().fetch(`${issuer}/api/tools`, { method: 'POST' });
    expect(status).toBe(307);
    expect(relay.paths).toEqual(['/api/tools']);
  });

  it('that is broken off is unreachable, and the log says so', async () => {
    relay.meddle = async () => 'hang up';
    const error = await failureOf(channel().fetch(`${issuer}/health`));
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(relay.url);
    expect(warnings).toEqual(['the memory server could not be asked err,path']);
  });

  it('that is never answered is slow', async () => {
    relay.meddle = () => new Promise(() => undefined);
    const error = await failureOf(channel().fetch(`${issuer}/health`, { timeoutMs: 50 }));
    expect(error.code).toBe('slow');
  });

  it('ends when the visitor leaves, which is nothing to log', async () => {
    const leaving = new AbortController();
    relay.meddle = () => {
      leaving.abort();
      return new Promise(() => undefined);
    };
    const sent = channel().fetch(`${issuer}/health`, { signal: leaving.signal });
    expect((await failureOf(sent)).message).toContain('visitor left');
    const late = channel().fetch(`${issuer}/health`, { signal: leaving.signal });
    expect((await failureOf(late)).message).toContain('visitor left');
    expect(warnings).toEqual([]);
  });
});

describe('the body of an answer', () => {
  it('counts in the time that an answer may take', async () => {
    relay.meddle = async () => new Response(endless('{"data":'));
    const response = await channel().fetch(`${issuer}/health`, { timeoutMs: 300 });
    expect((await failureOf(response.json())).code).toBe('slow');
  });

  it('may take as long as it likes while it is read as a stream, but not be silent', async () => {
    relay.meddle = async () => new Response(endless('one'));
    const response = await channel().fetch(`${issuer}/health`, { silenceMs: 300 });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one');
    expect((await failureOf(Promise.resolve(reader?.read()))).code).toBe('slow');
  });

  it('is not read beyond its limit', async () => {
    relay.meddle = async () => new Response('x'.repeat(100_000));
    const response = await channel().fetch(`${issuer}/health`, { maxBytes: 1_000 });
    const error = await failureOf(response.text());
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain('1000 bytes');
  });

  it('ends when the visitor leaves', async () => {
    const leaving = new AbortController();
    relay.meddle = async () => new Response(endless('{"data":'));
    const response = await channel().fetch(`${issuer}/health`, { signal: leaving.signal });
    const read = failureOf(response.text());
    leaving.abort();
    expect((await read).message).toContain('visitor left');
  });

  it('arrives whole, whatever its size and its pieces', async () => {
    const text = 'π'.repeat(200_000);
    relay.meddle = async () => new Response(text);
    const response = await channel().fetch(`${issuer}/health`);
    expect(await response.text()).toBe(text);
  });
});
