import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer, type LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { testCertificate, tlsServer } from '../../testing/tls-server.js';
import { DocumentFault } from './document-fault.js';
import { type FetchDocumentOptions, fetchDocument, maxDocumentBytes } from './fetch-document.js';
import { isPublicAddress } from './public-address.js';

const json = { 'content-type': 'application/json' };
const toLoopback: LookupFunction = (_, __, callback) => callback(null, '127.0.0.1', 4);

/** What is fetched of a server that answers so. */
async function fetchFrom(listener: RequestListener, options: Partial<FetchDocumentOptions> = {}) {
  await using server = await tlsServer(listener);
  return await fetchDocument(`https://client.example:${server.port}/client`, {
    isAllowed: () => true,
    lookup: toLoopback,
    ca: testCertificate,
    ...options,
  });
}

const fault = (fetched: Promise<unknown>) =>
  fetched.then(
    () => {
      throw new Error('it was fetched');
    },
    (error: unknown) => {
      if (error instanceof DocumentFault) return error;
      throw error;
    },
  );

describe('fetching a metadata document', () => {
  it('answers its JSON and headers, and asks for nothing but that', async () => {
    let asked: unknown;
    const { json: value, headers } = await fetchFrom((req, res) => {
      asked = [req.method, req.url, req.headers.accept, req.headers['accept-encoding']];
      res.writeHead(200, { ...json, 'cache-control': 'max-age=60' }).end('{"client_id":"x"}');
    });
    expect(value).toEqual({ client_id: 'x' });
    expect(headers['cache-control']).toBe('max-age=60');
    expect(asked).toEqual(['GET', '/client', 'application/json', 'identity']);
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.x+json'])(
    'takes the content type %s',
    async (type) => {
      const answer = fetchFrom((_, res) => void res.setHeader('content-type', type).end('{}'));
      expect((await answer).json).toEqual({});
    },
  );

  it.each(['text/html', 'text/json', 'application/jsonp', 'application/javascript', ''])(
    'refuses the content type "%s"',
    async (type) => {
      const answer = fetchFrom((_, res) => void res.setHeader('content-type', type).end('{}'));
      expect((await fault(answer)).message).toContain('application/json');
    },
  );

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    const paths: unknown[] = [];
    const answer = fetchFrom((req, res) => {
      paths.push(req.url);
      res.writeHead(status, { ...json, location: '/elsewhere' }).end('{}');
    });
    expect((await fault(answer)).message).toContain(`status ${status}`);
    expect(paths).toEqual(['/client']);
  });

  it.each([201, 204, 206, 400, 404, 410])('takes no status %i for a document', async (status) => {
    const answer = fetchFrom((_, res) => void res.writeHead(status, json).end());
    expect(await fault(answer)).toMatchObject({ mayPass: false });
  });

  it.each([429, 500, 503])('says that status %i may pass', async (status) => {
    const answer = fetchFrom((_, res) => void res.writeHead(status, json).end());
    expect(await fault(answer)).toMatchObject({ mayPass: true });
  });

  it('takes 5 KB and not a byte more, announced or not', async () => {
    const text = (size: number) => JSON.stringify('x'.repeat(size - 2));
    const sent = (size: number, isAnnounced: boolean) =>
      fetchFrom((_, res) => {
        res.writeHead(200, json);
        if (!isAnnounced) res.write('');
        res.write(text(size).slice(0, 100));
        res.end(text(size).slice(100));
      });
    for (const isAnnounced of [true, false]) {
      expect((await sent(maxDocumentBytes, isAnnounced)).json).toHaveLength(5118);
      const more = await fault(sent(maxDocumentBytes + 1, isAnnounced));
      expect(more.message).toContain('larger than 5120 bytes');
    }
  });

  it('hangs up on a host that sends more, however much that would be', async () => {
    let hungUp: (() => void) | undefined;
    const isOver = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    await using server = await tlsServer((_, res) => {
      res.writeHead(200, json);
      const timer = setInterval(() => res.write('x'.repeat(16 * 1024)), 1);
      res.on('close', () => {
        clearInterval(timer);
        hungUp?.();
      });
    });
    const answer = fetchDocument(`https://client.example:${server.port}/client`, {
      isAllowed: () => true,
      lookup: toLoopback,
      ca: testCertificate,
    });
    expect((await fault(answer)).message).toContain('larger');
    await isOver;
  });

  it('refuses an announced megabyte by its length alone', async () => {
    const answer = fetchFrom((_, res) => {
      res.writeHead(200, { ...json, 'content-length': '1048576' }).write('{');
    });
    expect((await fault(answer)).message).toContain('larger');
  });

  it('unpacks nothing', async () => {
    const answer = fetchFrom((_, res) => {
      res.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{}'));
    });
    expect((await fault(answer)).message).toContain('compressed');
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"client_id":'],
    ['a page', '<!doctype html>'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('takes %s for no JSON', async (_, body) => {
    const answer = fetchFrom((_req, res) => void res.writeHead(200, json).end(body));
    expect((await fault(answer)).message).toContain('JSON');
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['answers a byte at a time', drip],
    ['stops in the middle', (_, res) => void res.writeHead(200, json).write('{"client_id":')],
  ])('gives up on a host that %s', async (_, listener) => {
    expect(await fault(fetchFrom(listener, { timeoutMs: 300 }))).toMatchObject({
      message: 'cannot be fetched',
      mayPass: true,
    });
  });

  it('gives up on a resolver that never answers', async () => {
    const options = { timeoutMs: 200, lookup: () => undefined };
    expect((await fault(fetchFrom(() => undefined, options))).message).toBe('cannot be fetched');
  });

  it('believes no certificate of an unknown authority, and none of another host', async () => {
    let requests = 0;
    const listener: RequestListener = (_, res) => {
      requests += 1;
      res.writeHead(200, json).end('{}');
    };
    expect((await fault(fetchFrom(listener, { ca: undefined }))).message).toBe('cannot be fetched');
    await using server = await tlsServer(listener);
    const elsewhere = fetchDocument(`https://bank.example:${server.port}/client`, {
      isAllowed: () => true,
      lookup: toLoopback,
      ca: testCertificate,
    });
    expect((await fault(elsewhere)).message).toBe('cannot be fetched');
    expect(requests).toBe(0);
  });
});

/** For as long as somebody listens. */
const drip: RequestListener = (_, res) => {
  res.writeHead(200, json);
  const timer = setInterval(() => res.write(' '), 20);
  res.on('close', () => clearInterval(timer));
};

describe('where a metadata document is fetched from', () => {
  it('resolves a name once and connects to the address that was checked', async () => {
    const checked: string[] = [];
    let asked = 0;
    // Rebinding: whoever asks again is sent to where nothing may be fetched.
    const rebinding: LookupFunction = (_, __, callback) => {
      asked += 1;
      callback(null, asked === 1 ? '127.0.0.1' : '127.0.0.9', 4);
    };
    const { json: value } = await fetchFrom((_, res) => void res.writeHead(200, json).end('7'), {
      lookup: rebinding,
      isAllowed: (address) => checked.push(address) > 0,
    });
    expect([value, asked, checked]).toEqual([7, 1, ['127.0.0.1']]);
  });

  it.each([
    ['a name that turns out to be private', 'client.example'],
    ['a private address', '127.0.0.1'],
  ])('does not even connect to %s', async (_, host) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = fetchDocument(`https://${host}:${port}/`, {
      isAllowed: isPublicAddress,
      lookup: toLoopback,
      ca: testCertificate,
    });
    expect((await fault(answer)).message).toBe('cannot be fetched');
    expect(connections).toBe(0);
    server.close();
  });
});
