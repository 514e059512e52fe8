import type { ServerResponse } from 'node:http';
import {
  type ReceivedRequest,
  type Respond,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.js';

/** A request for embeddings as the server received it. */
export interface EmbeddingRequest extends ReceivedRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly encoding_format?: 'base64' | 'float';
  readonly dimensions?: number;
}

export type Behaviour = Respond<EmbeddingRequest>;

/** A local server that speaks the embeddings part of the OpenAI API. */
export type ApiServer = ScriptedServer<EmbeddingRequest>;

export const startApiServer = (): Promise<ApiServer> => startScriptedServer(answerVectors());

/** The server's vector for a text, which depends on its length and first characters. */
export function vectorOf(text: string, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, at) =>
    at === 0 ? text.length + 1 : (text.charCodeAt(at - 1) || 0) / 1024,
  );
}

/** Responds like the API, with the embeddings in reverse order, because the order is not guaranteed. */
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
