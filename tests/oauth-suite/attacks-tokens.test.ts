import { newId } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { type KeySet, openKeySet } from '@picard-mcp/oauth';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerClient, type Tokens } from './oauth-client.js';
import { callMcp, callTool, statusOf } from './protected-calls.js';
import { newUser, serveOAuth } from './served-oauth.js';

/** What an attacker, or a confused client, may put into the place of an access token. */
interface Material {
  readonly keys: KeySet;
  readonly tokens: Tokens;
  readonly claims: JWTPayload;
  readonly kid: string;
  /** The public key, as it is published. */
  readonly jwk: object;
}

type Forge = (material: Material) => Promise<string> | string;
const atJwt = { typ: 'at+jwt' };
/** Signed by the server's own key, so that nothing but the change can be wrong with it. */
const signed =
  (change: (claims: JWTPayload) => JWTPayload, typ = 'at+jwt'): Forge =>
  ({ keys, claims }) =>
    keys.sign(change(claims), { typ });
const without = (name: string) =>
  signed((claims) => Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name)));

const forgeries: readonly (readonly [string, Forge])[] = [
  ['unsigned', ({ claims }) => new UnsecuredJWT(claims).encode()],
  ['with its signature cut off', ({ tokens }) => tokens.access_token.replace(/[^.]*$/, '')],
  [
    'with other claims under its signature',
    ({ tokens, claims }) => {
      const [header, , signature] = tokens.access_token.split('.');
      const payload = { ...claims, scope: 'memories:admin' };
      return `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`;
    },
  ],
  [
    'signed with the public key as a shared secret',
    ({ claims, jwk, kid }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid, ...atJwt })
        .sign(Buffer.from(JSON.stringify(jwk))),
  ],
  [
    "signed with the attacker's key, which it brings along",
    async ({ claims, kid }) => {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      const jwk = await exportJWK(publicKey);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid, jwk, ...atJwt })
        .sign(privateKey);
    },
  ],
  ...['', '../../etc/passwd', "' or 1=1 --", '0', '99', '1\0', '__proto__'].map(
    (kid) =>
      [
        `signed with the attacker's key under the kid ${JSON.stringify(kid)}`,
        async ({ claims }: Material) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'ES256', kid, ...atJwt })
            .sign((await generateKeyPair('ES256')).privateKey),
      ] as const,
  ),
  ['of another issuer', signed((claims) => ({ ...claims, iss: 'https://other.example' }))],
  ['of this issuer with a slash', signed((claims) => ({ ...claims, iss: `${claims.iss}/` }))],
  ['for another audience', signed((claims) => ({ ...claims, aud: 'https://other.example/mcp' }))],
  ['for the issuer as audience', signed((claims) => ({ ...claims, aud: String(claims.iss) }))],
  ['of the type JWT', signed((claims) => claims, 'JWT')],
  ['of the type of an ID token', signed((claims) => claims, 'id_token+jwt')],
  ['without exp', without('exp')],
  ['without jti', without('jti')],
  ['without iat', without('iat')],
  ['without sub', without('sub')],
  ['without client_id', without('client_id')],
  ['without aud', without('aud')],
  ['that has expired', signed((claims) => ({ ...claims, exp: 1 }))],
  ['that is not yet good', signed((claims) => ({ ...claims, nbf: 9_999_999_999 }))],
  ['whose subject is no user id', signed((claims) => ({ ...claims, sub: 'admin' }))],
  ['that is a refresh token', ({ tokens }) => tokens.refresh_token],
  ['that is empty', () => ''],
  ['that is rubbish', () => 'a.b.c'],
  ['that is endless', () => 'x'.repeat(9_000)],
];

describeDatabases('attacks with tokens', (database) => {
  const adapter = database.kind === 'pglite' ? 'express' : 'koa';
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const served = serveOAuth(database, { adapter, authorization: { clock } });
  let material: Material;

  beforeAll(async () => {
    const { server } = served;
    const tokens = await (await registerClient(server)).connect(await newUser(served));
    const storage = server.store.authorization.signingKeys;
    const keys = await openKeySet({
      storage,
      encryptionKeys: parseKeyRing(server.encryptionKeys),
    });
    const [jwk = {}] = await keys.publicKeys();
    const { kid = '' } = decodeProtectedHeader(tokens.access_token);
    material = { keys, tokens, claims: decodeJwt(tokens.access_token), kid, jwk };
  });

  it('the server’s own key makes a token that is good, so that the changes below are what is refused', async () => {
    const token = await signed((claims) => ({ ...claims, jti: newId() }))(material);
    expect(await statusOf(served.server, token)).toBe(200);
  });

  it.each(forgeries)(
    'a token %s is refused with 401 by the REST and MCP faces',
    async (_, forge) => {
      const token = await forge(material);
      for (const call of [callTool, callMcp]) {
        const answer = await call(served.server, token);
        expect(answer.status).toBe(401);
        const challenge = answer.headers.get('www-authenticate') ?? '';
        expect(challenge).toMatch(/^Bearer .*resource_metadata="/);
        expect(challenge).toContain('error="invalid_token"');
      }
    },
  );

  it('a good token is not read from the query or the body', async () => {
    const { url } = served.server;
    const { access_token } = material.tokens;
    const answer = await fetch(`${url}/api/tools?access_token=${access_token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'retrieve_memories', data: {}, access_token }),
    });
    expect(answer.status).toBe(401);
  });

  describe('keys that are rotated', () => {
    it('break no live token, and no refresh', async () => {
      const { server } = served;
      const client = await registerClient(server);
      const before = await client.connect(await newUser(served));
      await material.keys.rotate();
      expect(await statusOf(server, before.access_token)).toBe(200);
      aheadMs = 61_000;
      const after = await client.refresh(before.refresh_token);
      const kidOf = (token: string) => decodeProtectedHeader(token).kid;
      expect(kidOf(after.access_token)).not.toBe(kidOf(before.access_token));
      for (const { access_token } of [before, after]) {
        expect(await statusOf(server, access_token)).toBe(200);
      }
      const { keys } = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as {
        keys: Record<string, unknown>[];
      };
      expect(keys).toHaveLength(2);
      for (const key of keys) expect(key).not.toHaveProperty('d');
    });

    it('lie encrypted in the database', async () => {
      const stored = await served.store.sql<{ sealed: string }>('select sealed from signing_keys');
      for (const { sealed } of stored) {
        expect(sealed.split('.')).toHaveLength(5);
        expect(decodeProtectedHeader(sealed)).toHaveProperty('enc');
      }
    });
  });
});
