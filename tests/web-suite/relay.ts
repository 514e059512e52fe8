import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the relay gives to whoever asked; `hang up` breaks the connection off. */
export type Relayed = Response | 'hang up';

/** Stands between the application and the memory server, as a proxy or a bad network would. */
export interface Relay {
  /** Without a slash at its end. */
  readonly url: string;
  /** Base URL of what is behind it. */
  target: string;
  /** Paths of the requests that came, the oldest first. */
  readonly paths: string[];
  /** Does something else with a request than sending it on. */
  meddle:
    | ((path: string, forward: () => Promise<Response>, body: string) => Promise<Relayed>)
    | undefined;
  close(): Promise<void>;
}

/** On a port of its own. */
export async function startRelay(target = ''): Promise<Relay> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    paths: [],
    meddle: undefined,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const { pathname } = new URL(path, relay.url);
    relay.paths.push(pathname);
    const body = await buffer(request);
    const forward = () =>
      fetch(`${relay.target}${path}`, {
        method,
        redirect: 'manual',
        headers: Object.fromEntries(
          ['authorization', 'content-type', 'accept', 'idempotency-key'].flatMap((name) => {
            const value = headers[name];
            return value === undefined ? [] : [[name, String(value)]];
          }),
        ),
        ...(method !== 'GET' && { body: new Uint8Array(body) }),
      });
    const relayed = await (relay.meddle?.(pathname, forward, body.toString()) ?? forward());
    if (relayed === 'hang up') return void response.destroy();
    response.writeHead(relayed.status, Object.fromEntries(relayed.headers));
    for await (const chunk of relayed.body ?? []) response.write(chunk);
    response.end();
  }

  return relay;
}
