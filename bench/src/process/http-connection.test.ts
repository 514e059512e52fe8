import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type HttpConnection, openConnection } from './http-connection.js';

const server = createServer((request, response) => {
  if (request.url === '/streamed') {
    response.write('first é');
    response.end(', second');
  } else if (request.url === '/gone') {
    request.socket.destroy();
  } else {
    response.statusCode = 404;
    response.end('x'.repeat(300_000));
  }
});

async function connection(): Promise<HttpConnection> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return openConnection((server.address() as AddressInfo).port);
}

const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it('reads answers of known and of unknown length over one connection', async () => {
  const http = await connection();
  expect(await http.exchange(get('/streamed'))).toEqual({ status: 200, body: 'first é, second' });
  const long = await http.exchange(get('/long'));
  expect([long.status, long.body.length]).toEqual([404, 300_000]);
  expect(await http.exchange(get('/streamed'))).toEqual({ status: 200, body: 'first é, second' });
  http.close();
});

it('fails when the server goes away', async () => {
  const http = await connection();
  await expect(http.exchange(get('/gone'))).rejects.toThrow();
});
