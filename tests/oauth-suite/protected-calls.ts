import { connectModern } from '../mcp-suite/clients.js';
import type { OAuthServer } from './oauth-server.js';

type Endpoint = Pick<OAuthServer, 'url'>;

/** Calls an operation by `/api/tools`. */
export function callTool(
  { url }: Endpoint,
  token: string | undefined,
  tool = 'retrieve_memories',
  data: object = {},
): Promise<Response> {
  return fetch(`${url}/api/tools`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ tool, data }),
  });
}

/** The status of a call with the token. */
export async function statusOf(server: Endpoint, token: string | undefined): Promise<number> {
  const response = await callTool(server, token);
  await response.arrayBuffer();
  return response.status;
}

/** A call of `/mcp` without an SDK. */
export function callMcp({ url }: Endpoint, token?: string): Promise<Response> {
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
}

/** A 2026-07-28 client that listens to changes; `closed` resolves when the server ends the stream. */
export async function listen({ url }: Endpoint, token: string) {
  const { client } = await connectModern({ url: new URL('/mcp', url) }, token);
  const { closed } = await client.listen({ resourcesListChanged: true });
  return { closed, close: () => client.close() };
}

/** Sends a form. */
export function postForm(
  url: string,
  fields: Readonly<Record<string, string>> | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

/** Sends JSON. */
export function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Status and error code of an answer of OAuth. */
export async function refusalOf(response: Response): Promise<readonly [number, string]> {
  const { error } = (await response.json()) as { error: string };
  return [response.status, error];
}
