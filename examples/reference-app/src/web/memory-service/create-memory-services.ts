import { z } from 'zod';
import type { Connector } from '../connection/connector.js';
import type { BackChannel, Sending } from './back-channel.js';
import type { MemoryService, MemoryServices, ToolCallOptions } from './memory-service.js';
import type { paths } from './openapi.js';
import { parseWith, readAnswer, refusalOf } from './read-answer.js';
import { readEvents } from './read-events.js';
import { idempotencyKeyOf, whenNotUnderWay } from './repeatable-call.js';
import type { Answer, Input, Output, Tool } from './tools.js';

/** For what may take long to begin, as a model that thinks or an import of many, and then sends signs of life. */
const patience = { timeoutMs: 300_000, silenceMs: 60_000 };

export interface MemoryServicesOptions {
  readonly channel: BackChannel;
  /** Public base URL of the server. */
  readonly serverUrl: string;
  readonly connector: Pick<Connector, 'accessToken' | 'giveUp'>;
}

type Erasure = paths['/api/users/me']['delete']['requestBody']['content']['application/json'];

const textEvent = z.object({ text: z.string() });
const progressEvent = z.record(z.string(), z.unknown());

/** The memory server's REST interface, with the tokens of whoever is served. */
export function createMemoryServices(options: MemoryServicesOptions): MemoryServices {
  const { channel, serverUrl, connector } = options;

  async function attempt(token: string, path: string, sending: Sending) {
    const headers = new Headers(sending.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await channel.fetch(`${serverUrl}${path}`, { ...sending, headers });
    if (response.status !== 401) return { response };
    const refusal = await refusalOf(response);
    // A proxy that wants a password of its own says nothing about the token.
    if (refusal.code !== 'disconnected') throw refusal;
    return { refusal };
  }

  /** Sends a request; when the token is refused once more with another, for it may have been revoked or have run out. */
  async function send(userId: string, path: string, sending: Sending): Promise<Response> {
    const token = await connector.accessToken(userId);
    const first = await attempt(token, path, sending);
    if (first.response) return first.response;
    const another = await connector.accessToken(userId, { refused: token });
    const second = await attempt(another, path, sending);
    if (second.response) return second.response;
    await connector.giveUp(userId, another);
    throw second.refusal;
  }

  return (userId): MemoryService => {
    const callTool = (tool: Tool, data: unknown, sending: Sending) =>
      send(userId, '/api/tools', {
        ...sending,
        method: 'POST',
        body: JSON.stringify({ tool, data }),
        headers: { 'content-type': 'application/json', ...sending.headers },
      });
    return {
      async call<Name extends Tool>(
        tool: Name,
        data: Input<Name>,
        { signal, isIdempotent = false }: ToolCallOptions = {},
      ) {
        const sending: Sending = {
          ...(signal && { signal }),
          ...(isIdempotent && { headers: { 'idempotency-key': idempotencyKeyOf(tool, data) } }),
        };
        return whenNotUnderWay(
          async () => (await readAnswer(await callTool(tool, data, sending))) as Output<Name>,
        );
      },

      async ask(question, { signal, onText }) {
        const response = await callTool('query_persona', question, {
          ...patience,
          ...(signal && { signal }),
          headers: { accept: 'text/event-stream' },
        });
        const result = await readEvents(response, {
          text: (event) => onText(parseWith(textEvent, event).text),
        });
        return result as Answer;
      },

      async download(path, { signal } = {}) {
        const response = await send(userId, path, {
          ...patience,
          ...(signal && { signal }),
          maxBytes: Number.POSITIVE_INFINITY,
        });
        if (!response.ok) throw await refusalOf(response);
        return response;
      },

      async importFile(format, content, { signal, onProgress } = {}) {
        const response = await send(userId, `/api/import?format=${format}`, {
          ...patience,
          ...(signal && { signal }),
          method: 'POST',
          body: new Uint8Array(content),
          headers: {
            accept: 'text/event-stream',
            'content-type': 'application/octet-stream',
          },
        });
        const result = await readEvents(response, {
          progress: (event) => onProgress?.(parseWith(progressEvent, event)),
        });
        return result as Output<'import_memories'>;
      },

      async eraseAccount(username) {
        const response = await send(userId, '/api/users/me', {
          method: 'DELETE',
          body: JSON.stringify({ confirm: username } satisfies Erasure),
          headers: { 'content-type': 'application/json' },
        });
        if (!response.ok) throw await refusalOf(response);
        await response.body?.cancel();
      },
    };
  };
}
