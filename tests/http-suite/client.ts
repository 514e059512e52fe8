import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A list is sent chunked. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** The request target as it stands on the request line, instead of the URL's path. */
  readonly target?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  json(): unknown;
}

/** One real HTTP request on a connection of its own. Nothing is added to what the test says. */
export async function send(url: string, sent: Sent = {}): Promise<Received> {
  const response = await open(url, sent);
  const text = Buffer.concat(await response.toArray()).toString();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: () => JSON.parse(text),
  };
}

/** The same, up to the response's headers. */
export function open(url: string, sent: Sent = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body, target } = sent;
    const options = {
      method,
      headers,
      agent: false,
      ...(target === undefined ? {} : { path: target }),
    };
    const req = request(url, options, resolve);
    req.on('error', reject);
    if (Array.isArray(body)) {
      for (const chunk of body) req.write(chunk);
      req.end();
    } else req.end(body);
  });
}

export function postJson(url: string, value: unknown, headers: Record<string, string> = {}) {
  const body = JSON.stringify(value);
  return send(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    },
    body,
  });
}
