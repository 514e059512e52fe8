import { randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import type { GrantContestant, GrantScenario, OpenOptions } from './oauth-scenario.js';
import { audience, issuer, openAuthorization } from './open-authorization.js';
import { recordStatements } from './record-statements.js';
import { addSecrets, hashOf, newSecret, tokenForm } from './seed-grants.js';

/** Spends codes or refresh tokens. */
export interface Spender {
  /** Returns the refresh token that replaces it. */
  spend(secret: string): Promise<string>;
  close(): Promise<void>;
}

export interface SpenderOptions extends OpenOptions {
  readonly pool: pg.Pool;
  readonly scenario: GrantScenario;
}

type OpenSpender = (options: SpenderOptions) => Promise<Spender>;

/** Those without a socket. */
export const spenders: Record<Exclude<GrantContestant, 'HTTP'>, OpenSpender> = {
  'bare signature': async ({ clientId }) => {
    const sign = await bareSigner(clientId);
    return {
      async spend(secret) {
        await sign();
        return secret;
      },
      close: async () => undefined,
    };
  },
  'bare SQL': bareSql,
  async 'signature and SQL'(options) {
    const sign = await bareSigner(options.clientId);
    const sql = await bareSql(options);
    return {
      async spend(secret) {
        const successor = await sql.spend(secret);
        await sign();
        return successor;
      },
      close: sql.close,
    };
  },
  async server({ scenario, clientId, ...options }) {
    const { server, close } = await openAuthorization(options);
    return { spend: (secret) => ask(server, scenario, clientId, secret), close };
  },
};

/** Signs a token with the claims of a server's, without a library of Picard's. */
async function bareSigner(clientId: string): Promise<() => Promise<string>> {
  const { privateKey } = await generateKeyPair('ES256');
  const [kid, sub, grantId] = [newSecret(), randomUUID(), randomUUID()];
  return () => {
    const iat = Math.floor(Date.now() / 1000);
    return new SignJWT({
      ...{ iss: issuer, sub, aud: audience, client_id: clientId, scope: 'memories:write' },
      ...{ jti: randomUUID(), iat, exp: iat + 3600, grant_id: grantId },
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .sign(privateKey);
  };
}

/** The statements that the server sends for such a request, recorded from it, on a pool of as many connections. */
async function bareSql(options: SpenderOptions): Promise<Spender> {
  const { pool, scenario, clientId, databaseUrl } = options;
  const [secret = ''] = await addSecrets(pool, scenario, clientId, 1);
  const { server, close } = await openAuthorization(options);
  let answered = '';
  const statements = await recordStatements(
    async () => {
      answered = await ask(server, scenario, clientId, secret);
    },
    () => [clientId, hashOf(secret), hashOf(answered)],
  ).finally(close);
  const bare = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const [oldHash, newHash] = [hashOf(secret), hashOf(answered)];
  return {
    async spend(presented) {
      const successor = newSecret();
      const replaced = new Map<unknown, string>([
        [oldHash, hashOf(presented)],
        [newHash, hashOf(successor)],
      ]);
      let found = 0;
      for (const statement of statements) {
        const values = statement.values.map((value) => replaced.get(value) ?? value);
        const { rowCount } = await bare.query({ ...statement, values });
        found += rowCount ?? 0;
      }
      // A statement that finds nothing would be fast.
      if (found < statements.length) throw new Error(`found ${found} rows`);
      return successor;
    },
    close: () => bare.end(),
  };
}

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

async function ask(
  server: { fetch(request: Request, context: { clientAddress: string }): Promise<Response> },
  scenario: GrantScenario,
  clientId: string,
  secret: string,
): Promise<string> {
  const body = tokenForm(scenario, clientId, secret);
  const request = new Request(`${issuer}/token`, { method: 'POST', headers, body });
  return successorIn(await (await server.fetch(request, { clientAddress: '192.0.2.1' })).text());
}

/** @throws Error for an answer that is an error, which would make a server look fast. */
export function successorIn(body: string): string {
  const { refresh_token: successor, access_token: token } = JSON.parse(body);
  if (typeof successor === 'string' && typeof token === 'string') return successor;
  throw new Error(`no tokens were answered: ${body.slice(0, 300)}`);
}
