import type { Connector } from '../connection/connector.js';
import type { BackChannel } from './back-channel.js';
import type { MemoryService, MemoryServices, StreamOptions } from './memory-service.js';
import { readAnswer, refusalOf } from './read-answer.js';
import { readEvents } from './read-events.js';
import type { Input, Output, Tool } from './tools.js';

/** A model may think for long; an import reads a large file. */
const longTimeoutMs = 300_000;

export interface MemoryServicesOptions {
  readonly channel: BackChannel;
  /** Public base URL of the server. */
  readonly serverUrl: string;
  readonly connector: Pick<Connector, 'accessToken'>;
}

type Sending = RequestInit & { readonly timeoutMs?: number };

/** The memory server's REST interface, with the tokens of whoever is served. */
export function createMemoryServices(options: MemoryServicesOptions): MemoryServices {
  const { channel, serverUrl, connector } = options;

  /** Sends a request; when the token is refused once more with a fresh one, for it may have been revoked or have run out. */
  async function send(userId: string, path: string, init: Sending): Promise<Response> {
    const attempt = (token: string) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return channel.fetch(`${serverUrl}${path}`, { ...init, headers });
    };
    const token = await connector.accessToken(userId);
    const response = await attempt(token);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    return attempt(await connector.accessToken(userId, { refused: token }));
  }

  return (userId): MemoryService => {
    const postTool = (tool: Tool, data: unknown, init: Sending) =>
      send(userId, '/api/tools', {
        method: 'POST',
        body: JSON.stringify({ tool, data }),
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      });
    return {
      async call<Name extends Tool>(
        tool: Name,
        data: Input<Name>,
        { signal }: { signal?: AbortSignal } = {},
      ) {
        const response = await postTool(tool, data, signal ? { signal } : {});
        return (await readAnswer(response)) as Output<Name>;
      },
      async stream<Name extends 'query_user' | 'query_persona'>(
        tool: Name,
        data: Input<Name>,
        { signal, onText }: StreamOptions,
      ) {
        const response = await postTool(tool, data, {
          ...(signal && { signal }),
          headers: { accept: 'text/event-stream' },
          timeoutMs: longTimeoutMs,
        });
        const result = await readEvents(response, {
          text: (event) => onText((event as { readonly text: string }).text),
        });
        return result as Output<Name>;
      },
      async download(path, { signal } = {}) {
        const response = await send(userId, path, {
          ...(signal && { signal }),
          timeoutMs: longTimeoutMs,
        });
        if (!response.ok) throw await refusalOf(response);
        return response;
      },
      async importFile(format, content, { signal, onProgress } = {}) {
        const response = await send(userId, `/api/import?format=${format}`, {
          method: 'POST',
          body: new Uint8Array(content),
          headers: {
            accept: 'text/event-stream',
            'content-type': 'application/octet-stream',
          },
          ...(signal && { signal }),
          timeoutMs: longTimeoutMs,
        });
        const result = await readEvents(response, {
          progress: (event) => onProgress?.(event as Readonly<Record<string, unknown>>),
        });
        return result as Output<'import_memories'>;
      },
      async eraseAccount(username) {
        const response = await send(userId, '/api/users/me', {
          method: 'DELETE',
          body: JSON.stringify({ confirm: username }),
          headers: { 'content-type': 'application/json' },
        });
        if (!response.ok) throw await refusalOf(response);
        await response.body?.cancel();
      },
    };
  };
}
