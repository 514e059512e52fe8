import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request for embeddings as the server received it. */
export interface EmbeddingRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
  readonly encoding_format?: 'base64' | 'float';
  readonly dimensions?: number;
}

export type Behaviour = (request: EmbeddingRequest, response: ServerResponse) => void;

/** A local server that speaks the embeddings part of the OpenAI API. */
export interface ApiServer {
  readonly baseUrl: string;
  /** What was asked, in the order of arrival. */
  readonly requests: readonly EmbeddingRequest[];
  /** The next requests are answered so, one each; those after them as the API does. */
  next(...behaviours: Behaviour[]): void;
  /** Every request is answered so. */
  always(behaviour: Behaviour): void;
  /** Resolves when a request has arrived. */
  arrival(): Promise<void>;
  close(): Promise<void>;
}

export async function startApiServer(): Promise<ApiServer> {
  const requests: EmbeddingRequest[] = [];
  const queue: Behaviour[] = [];
  let usual: Behaviour = answerVectors();
  const server = createServer((incoming, response) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      (queue.shift() ?? usual)(request, response);
      server.emit('embedding-request');
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
    arrival: async () => void (await once(server, 'embedding-request')),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The vector that the server makes of a text: its length and its first characters tell it apart. */
export function vectorOf(text: string, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, at) =>
    at === 0 ? text.length + 1 : (text.charCodeAt(at - 1) || 0) / 1024,
  );
}

/** Answers as the API does; the embeddings in reverse order, for the order is not promised. */
export function answerVectors(
  options: {
    readonly ignoresEncoding?: boolean;
    readonly leavesOutIndex?: boolean;
    readonly dimensions?: number;
    readonly change?: (data: Record<string, unknown>[]) => unknown;
  } = {},
): Behaviour {
  return ({ input, encoding_format, dimensions = 1536, model }, response) => {
    const data = input.map((text, index) => {
      const vector = vectorOf(text, options.dimensions ?? dimensions);
      const asText = encoding_format === 'base64' && !options.ignoresEncoding;
      const embedding = asText
        ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
        : vector;
      return { object: 'embedding', ...(options.leavesOutIndex ? {} : { index }), embedding };
    });
    if (!options.leavesOutIndex) data.reverse();
    answerJson(200, { object: 'list', model, data: options.change?.(data) ?? data })(
      undefined,
      response,
    );
  };
}

export function answerJson(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (_: unknown, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** An error in the form that the API gives it. */
export function answerError(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
) {
  return answerJson(status, { error: { message, type: 'error', param: null, code } }, headers);
}

async function receive(incoming: IncomingMessage): Promise<EmbeddingRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as EmbeddingRequest;
  return { ...body, path: incoming.url ?? '', authorization: incoming.headers.authorization };
}
