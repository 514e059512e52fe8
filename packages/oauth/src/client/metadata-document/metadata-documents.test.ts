import type { RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import { PicardError } from '@picard-mcp/core';
import { type Logger, silentLogger } from '@picard-mcp/core/ports';
import { type TestClock, testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { OAuthError } from '../../http/oauth-error.js';
import { testCertificate, tlsServer } from '../../testing/tls-server.js';
import type { Throttle } from '../../throttle/throttle.js';
import { createMetadataDocuments } from './metadata-documents.js';

const toLoopback: LookupFunction = (_, __, callback) => callback(null, '127.0.0.1', 4);
const address = '198.51.100.7';

let clock: TestClock;
/** What was counted, and for whom. */
let counted: (readonly string[])[];

beforeEach(() => {
  clock = testClock();
  counted = [];
});

const throttle = (isFull = () => false): Throttle => ({
  async consume(...event) {
    if (isFull()) throw new PicardError('rate_limited', 'Too many attempts.', { retryAfter: 9 });
    counted.push(event);
  },
  assertNotBlocked: () => undefined,
  reset: async () => undefined,
});

interface Options {
  readonly logger?: Logger;
  readonly isFull?: () => boolean;
  readonly lookup?: LookupFunction;
  readonly allowPrivateAddresses?: boolean;
}

const documentsOver = ({ logger = silentLogger, isFull, ...network }: Options = {}) =>
  createMetadataDocuments({
    throttle: throttle(isFull),
    clock,
    logger,
    scopes: ['memories:read', 'memories:write'],
    network: { lookup: toLoopback, ca: testCertificate, allowPrivateAddresses: true, ...network },
  });

/** A host of documents: `/client` is one, and each answer can be changed. */
async function documentHost(headers: Record<string, string> = {}) {
  const state = { requests: 0, status: 200, name: 'Example', headers };
  const listener: RequestListener = (req, res) => {
    state.requests += 1;
    res.writeHead(state.status, { 'content-type': 'application/json', ...state.headers });
    const client_id = `https://${req.headers.host}${req.url}`;
    const redirect_uris = ['http://localhost/callback'];
    res.end(JSON.stringify({ client_id, client_name: state.name, redirect_uris }));
  };
  const server = await tlsServer(listener);
  return {
    state,
    url: `https://client.example:${server.port}/client`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const refusal = async (found: Promise<unknown>) => {
  const error = await found.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OAuthError)) throw error ?? new Error('it was found');
  return { code: error.code, status: error.status, message: error.message };
};

describe('clients of metadata documents', () => {
  it('are found by the URL of their document', async () => {
    await using host = await documentHost();
    const client = await documentsOver().find(host.url, address);
    expect(client).toMatchObject({
      clientId: host.url,
      name: 'Example',
      registeredBy: 'document',
      scopes: ['memories:read', 'memories:write'],
    });
  });

  it('are fetched once for all who ask at the same time', async () => {
    await using host = await documentHost();
    const documents = documentsOver();
    const found = await Promise.all(
      Array.from({ length: 20 }, () => documents.find(host.url, address)),
    );
    expect(host.state.requests).toBe(1);
    expect(new Set(found).size).toBe(1);
  });

  it('are kept for as long as the headers say, and fetched anew then', async () => {
    await using host = await documentHost({ 'cache-control': 'max-age=3600' });
    const documents = documentsOver();
    await documents.find(host.url, address);
    host.state.name = 'Renamed';
    clock.advance(3_599_000);
    expect((await documents.find(host.url, address)).name).toBe('Example');
    clock.advance(1_000);
    expect((await documents.find(host.url, address)).name).toBe('Renamed');
    expect(host.state.requests).toBe(2);
  });

  it('are kept for five minutes though their host wants them kept for none', async () => {
    await using host = await documentHost({ 'cache-control': 'no-store' });
    const documents = documentsOver();
    await documents.find(host.url, address);
    clock.advance(299_000);
    await documents.find(host.url, address);
    expect(host.state.requests).toBe(1);
  });

  it('are counted by the network that asks, and only when something is fetched', async () => {
    await using host = await documentHost();
    const documents = documentsOver();
    await documents.find(host.url, '2001:db8:1:2:3:4:5:6');
    await documents.find(host.url, '2001:db8:1:2:3:4:5:6');
    expect(counted).toEqual([['metadataDocuments', '2001:db8:1:2']]);
  });

  it('are not fetched for a network that asked too often, but those that are known are found', async () => {
    await using host = await documentHost();
    let isFull = false;
    const documents = documentsOver({ isFull: () => isFull });
    await documents.find(host.url, address);
    isFull = true;
    expect((await documents.find(host.url, address)).name).toBe('Example');
    await expect(documents.find(`${host.url}-2`, address)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfter: 9,
    });
    expect(host.state.requests).toBe(1);
  });

  it('are asked for again at once after a fault, which is not kept', async () => {
    await using host = await documentHost();
    const documents = documentsOver();
    host.state.status = 404;
    expect(await refusal(documents.find(host.url, address))).toMatchObject({
      code: 'invalid_client',
      message: "The client's metadata document is answered with status 404 instead of 200.",
    });
    host.state.status = 200;
    expect((await documents.find(host.url, address)).name).toBe('Example');
  });

  it('are still found for a day while their host has a fault that may pass', async () => {
    await using host = await documentHost();
    const documents = documentsOver();
    await documents.find(host.url, address);
    host.state.status = 503;
    clock.advance(300_000);
    expect((await documents.find(host.url, address)).name).toBe('Example');
    await documents.find(host.url, address);
    expect(host.state.requests).toBe(2);
    clock.advance(60_000);
    await documents.find(host.url, address);
    expect(host.state.requests).toBe(3);
    clock.advance(24 * 3600_000);
    expect((await refusal(documents.find(host.url, address))).code).toBe('invalid_client');
  });

  it.each([404, 410, 302])('are gone when their document is (%i)', async (status) => {
    await using host = await documentHost();
    const documents = documentsOver();
    await documents.find(host.url, address);
    host.state.status = status;
    clock.advance(300_000);
    expect((await refusal(documents.find(host.url, address))).code).toBe('invalid_client');
    host.state.status = 503;
    expect((await refusal(documents.find(host.url, address))).code).toBe('invalid_client');
  });

  it('are gone when their document is no longer theirs', async () => {
    await using host = await documentHost();
    const documents = documentsOver();
    await documents.find(host.url, address);
    clock.advance(300_000);
    host.state.headers = { 'content-type': 'text/html' };
    expect((await refusal(documents.find(host.url, address))).message).toContain(
      'is not served as application/json',
    );
  });
});

describe('what is told of a metadata document that cannot be used', () => {
  it('does not tell private addresses, unknown names and silent hosts apart', async () => {
    await using host = await documentHost();
    const unknown: LookupFunction = (_, __, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), '', 0);
    const closed = 'https://client.example:1/client';
    const { port } = new URL(host.url);
    const answers = await Promise.all([
      refusal(documentsOver({ allowPrivateAddresses: false }).find(host.url, address)),
      refusal(documentsOver({ lookup: unknown }).find(host.url, address)),
      refusal(documentsOver().find(closed, address)),
      refusal(documentsOver().find(`https://stranger.example:${port}/client`, address)),
      refusal(
        documentsOver({ allowPrivateAddresses: false }).find(
          `https://127.0.0.1:${port}/client`,
          address,
        ),
      ),
    ]);
    expect(answers).toEqual(
      answers.map(() => ({
        code: 'invalid_client',
        status: 401,
        message: "The client's metadata document cannot be fetched.",
      })),
    );
    expect(host.state.requests).toBe(0);
  });

  it('tells the operator why', async () => {
    const lines: unknown[] = [];
    const logger: Logger = { ...silentLogger, info: (fields) => void lines.push(fields) };
    const url = 'https://client.example/client';
    await refusal(documentsOver({ logger, allowPrivateAddresses: false }).find(url, address));
    expect(lines).toMatchObject([
      { url, err: { cause: { message: expect.stringContaining('not allowed') } } },
    ]);
  });

  it('says what is wrong with a client id before anything is counted or fetched', async () => {
    const documents = documentsOver();
    for (const url of ['https://client.example', 'https://a@client.example/', 'https://b.c/#d']) {
      expect((await refusal(documents.find(url, address))).code).toBe('invalid_client');
    }
    expect(counted).toEqual([]);
  });

  it('says what is wrong in the document', async () => {
    await using host = await documentHost();
    host.state.name = '\u0000';
    const { message } = await refusal(documentsOver().find(host.url, address));
    expect(message).toMatch(/^The client's metadata document is not valid: client_name: .*\.$/);
  });
});
