import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { GrantScenario } from './oauth-scenario.js';
import { audience } from './open-authorization.js';

export const redirectUri = 'http://127.0.0.1/callback';
/** Every code was asked for with its challenge (RFC 7636 section 4). */
export const codeVerifier = 'a-verifier-of-the-benchmark-a-verifier-of-the-benchmark';

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Accounts, as many as share the grants. */
export async function addUsers(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `insert into users (id, username, email, created_at)
     select gen_random_uuid(), 'user' || number, 'user' || number || '@picard.example', now()
     from generate_series(1, $1) as number`,
    [count],
  );
}

const addGrants = `
  with account as (
    select id, row_number() over () as number, count(*) over () as total from users
  ), granted as (
    insert into oauth_grants (id, user_id, client_id, scopes, resource, created_at)
    select given.id, account.id, $2, array['memories:write'], $3, now()
    from unnest($1::uuid[]) with ordinality as given (id, number)
    join account on account.number = 1 + given.number % account.total
  )`;

const insertSecrets: Record<GrantScenario, string> = {
  refresh: `${addGrants}
    insert into oauth_refresh_tokens (hash, grant_id, expires_at)
    select hash, id, now() + interval '1 day' from unnest($1::uuid[], $4::text[]) as given (id, hash)`,
  exchange: `${addGrants}
    insert into oauth_codes (hash, request_id, grant_id, redirect_uri, code_challenge, expires_at)
    select hash, id::text, id, '${redirectUri}', '${hashOf(codeVerifier)}', now() + interval '1 day'
    from unnest($1::uuid[], $4::text[]) as given (id, hash)`,
};

/** So many codes or refresh tokens, each of a grant of its own. They live for a day. */
export async function addSecrets(
  pool: pg.Pool,
  scenario: GrantScenario,
  clientId: string,
  count: number,
): Promise<readonly string[]> {
  const secrets = Array.from({ length: count }, newSecret);
  const ids = secrets.map(() => randomUUID());
  const values = [ids, clientId, audience, secrets.map(hashOf)];
  await pool.query(insertSecrets[scenario], values);
  return secrets;
}

/** The form of the token request that spends a secret. */
export function tokenForm(scenario: GrantScenario, clientId: string, secret: string): string {
  const fields: Readonly<Record<string, string>> =
    scenario === 'refresh'
      ? { grant_type: 'refresh_token', refresh_token: secret }
      : {
          grant_type: 'authorization_code',
          code: secret,
          code_verifier: codeVerifier,
          redirect_uri: redirectUri,
        };
  return new URLSearchParams({ ...fields, client_id: clientId, resource: audience }).toString();
}

/** Live revocations as a busy server has them: mostly of single tokens and of grants. */
export async function addRevocations(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `insert into oauth_revocations (kind, subject, at, expires_at)
     select case when number % 100 = 0 then 'user' when number % 2 = 0 then 'grant' else 'token' end,
       gen_random_uuid()::text, now(), now() + interval '1 day'
     from generate_series(1, $1) as number`,
    [count],
  );
}
