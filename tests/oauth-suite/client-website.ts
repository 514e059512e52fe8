import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Asked, registerClient } from './oauth-client.js';
import type { OAuthServer } from './oauth-server.js';

/** A small site of a client's on a port of its own, with a link that connects it to Picard. */
export interface ClientWebsite extends AsyncDisposable {
  readonly origin: string;
  /** Answers of the server that its visitors brought, as they stood in the address. */
  readonly answers: readonly URLSearchParams[];
  /** The access tokens that it got for them. */
  readonly tokens: readonly string[];
}

/**
 * Registers itself and serves: `/` with the link, `/callback`, which checks state and issuer, redeems the
 * code, and says `Connected`, or `Not connected: ` and the error; and `/frame?…`, which frames an address.
 */
export async function clientWebsite(picard: OAuthServer): Promise<ClientWebsite> {
  const client = await registerClient(picard);
  const asked = new Map<string, Asked>();
  const answers: URLSearchParams[] = [];
  const tokens: string[] = [];

  async function connect(): Promise<string> {
    const request = await client.ask({ redirect_uri: `${origin}/callback` });
    asked.set(request.state, request);
    return request.url.href;
  }

  async function finish(url: URL): Promise<string> {
    answers.push(url.searchParams);
    const request = asked.get(url.searchParams.get('state') ?? '');
    if (request === undefined) return 'Not connected: unknown state';
    const { code, verifier } = client.read(request, url);
    const response = await fetch(client.as.token_endpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', code, code_verifier: verifier },
        ...{ client_id: client.id, redirect_uri: `${origin}/callback` },
      }),
    });
    const body = (await response.json()) as { access_token?: string; error?: string };
    if (body.access_token === undefined) return `Not connected: ${body.error}`;
    tokens.push(body.access_token);
    return 'Connected';
  }

  const pageOf = async (url: URL): Promise<string> => {
    if (url.pathname === '/callback') {
      const text = await finish(url).catch((error: unknown) => {
        const reason = error instanceof Error && 'error' in error ? error.error : error;
        return `Not connected: ${reason}`;
      });
      return `<title>Client</title><h1>${text}</h1>`;
    }
    if (url.pathname === '/frame') {
      return `<title>Frame</title><iframe src="${url.search.slice(1)}"></iframe>`;
    }
    return '<title>Client</title><a href="/connect">Connect</a>';
  };

  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', origin);
    if (url.pathname === '/connect') res.writeHead(302, { location: await connect() }).end();
    else if (url.pathname === '/favicon.ico') res.writeHead(204).end();
    else res.setHeader('content-type', 'text/html').end(await pageOf(url));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    answers,
    tokens,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
