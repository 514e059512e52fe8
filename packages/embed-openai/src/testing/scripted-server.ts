import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server records of each request in addition to the fields of its JSON body. */
export interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
}

/** Handles one request. */
export type Respond<Request> = (request: Request, response: ServerResponse) => void;

/** A local server with scripted responses. */
export interface ScriptedServer<Request> {
  readonly baseUrl: string;
  /** What was asked, in the order of arrival. */
  readonly requests: readonly Request[];
  /** The next requests are answered so, one each; those after them as usual. */
  next(...behaviours: Respond<Request>[]): void;
  /** Every request is answered so. */
  always(behaviour: Respond<Request>): void;
  /** Resolves when a request has arrived. */
  arrival(): Promise<void>;
  close(): Promise<void>;
}

export async function startScriptedServer<Request extends ReceivedRequest>(
  usualAtFirst: Respond<Request>,
): Promise<ScriptedServer<Request>> {
  const requests: Request[] = [];
  const queue: Respond<Request>[] = [];
  let usual = usualAtFirst;
  const server = createServer((incoming, response) => {
    void receive<Request>(incoming).then((request) => {
      requests.push(request);
      (queue.shift() ?? usual)(request, response);
      server.emit('api-request');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    next: (...behaviours) => void queue.push(...behaviours),
    always: (behaviour) => {
      usual = behaviour;
    },
    arrival: async () => void (await once(server, 'api-request')),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function receive<Request extends ReceivedRequest>(
  incoming: IncomingMessage,
): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request;
  return { ...body, path: incoming.url ?? '', authorization: incoming.headers.authorization };
}
