import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateEncryptionKey, newId, parseKeyRing, type UserId } from '@picard-mcp/core';
import { testClock } from '@picard-mcp/core/testing';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeySet, openKeySet } from '../keys/key-set.js';
import type { SigningKeyStorage, StoredSigningKey } from '../keys/signing-key-storage.js';
import { issueAccessToken } from './access-token.js';
import { jwtVerifier } from './jwt-verifier.js';

const issuer = 'https://picard.example';
const audience = 'https://picard.example/mcp';
const userId = newId<UserId>();

const clock = testClock();
let keys: KeySet;

beforeEach(async () => {
  keys = await openKeySet({
    storage: storageInMemory(),
    encryptionKeys: parseKeyRing(generateEncryptionKey()),
    clock,
  });
});

function storageInMemory(): SigningKeyStorage {
  const stored = new Map<number, StoredSigningKey>();
  return {
    list: async () => [...stored.values()],
    create: async (key) => !stored.has(key.number) && Boolean(stored.set(key.number, key)),
    replace: async (key) => void stored.set(key.number, key),
    remove: async (number) => void stored.delete(number),
  };
}

const verifier = (options: { isRevoked?: () => Promise<boolean>; cacheSize?: number } = {}) =>
  jwtVerifier({ issuer, audience, keys, clock, ...options });

const issue = (options: Partial<Parameters<typeof issueAccessToken>[0]> = {}) =>
  issueAccessToken({
    keys,
    issuer,
    audience,
    userId,
    clientId: 'client',
    scopes: ['memories:read', 'memories:write'],
    clock,
    ...options,
  });

function goodClaims(): JWTPayload {
  const now = Math.floor(clock.now().getTime() / 1000);
  return {
    ...{ iss: issuer, aud: audience, sub: userId, client_id: 'client', scope: 'memories:read' },
    ...{ jti: 'f7ed5a63-e6cb-44f5-a9a9-8f4d2a0f3e4a', iat: now, exp: now + 60 },
  };
}

/** Signed by the right key, with other claims or another type. */
const signed = (changes: JWTPayload, typ = 'at+jwt') =>
  keys.sign(JSON.parse(JSON.stringify({ ...goodClaims(), ...changes })), { typ });

describe('a valid token', () => {
  it('speaks for its user, client and scopes until it expires', async () => {
    const { accessToken, tokenId, expiresAt } = await issue();
    const principal = await verifier().verify(accessToken);
    expect(principal).toEqual({
      userId,
      clientId: 'client',
      tokenId,
      expiresAt,
      scopes: ['memories:read', 'memories:write'],
    });
  });

  it('may carry scopes that Picard does not know', async () => {
    const token = await signed({ scope: 'openid memories:read  memories:fly' });
    expect((await verifier().verify(token)).scopes).toEqual(['memories:read']);
  });

  it('may carry no scope at all', async () => {
    const token = await signed({ scope: undefined });
    expect((await verifier().verify(token)).scopes).toEqual([]);
  });

  it('may name further audiences', async () => {
    const token = await signed({ aud: ['https://other.example', audience] });
    expect((await verifier().verify(token)).userId).toBe(userId);
  });

  it('outlives the rotation of the key that signed it', async () => {
    const { accessToken } = await issue();
    await keys.rotate();
    clock.advance(5 * 60_000);
    expect((await verifier().verify(accessToken)).userId).toBe(userId);
  });
});

describe('what is refused as unauthenticated', () => {
  const refused: Record<string, () => Promise<string> | string> = {
    'an empty text': () => '',
    'no token at all': () => 'not.a.token',
    'a refresh token': () => 'prt_5f1c1f0e8a4c4b5f9d0c3e2b1a0f9e8d',
    'a token of 100 KB': async () => `${await signed({ pad: 'x'.repeat(75_000) })}`,
    'another issuer': () => signed({ iss: 'https://evil.example' }),
    'the issuer with a slash more': () => signed({ iss: `${issuer}/` }),
    'the issuer in other letters': () => signed({ iss: issuer.toUpperCase() }),
    'no issuer': () => signed({ iss: undefined }),
    'another audience': () => signed({ aud: 'https://other.example/mcp' }),
    'the audience with a slash more': () => signed({ aud: `${audience}/` }),
    'an audience that begins like ours': () => signed({ aud: `${audience}.evil.example` }),
    'no audience': () => signed({ aud: undefined }),
    'a plain JWT': () => signed({}, 'JWT'),
    'an ID token': () => signed({}, 'id_token+jwt'),
    'no expiry': () => signed({ exp: undefined }),
    'an expiry that is text': () => signed({ exp: '9999999999' as unknown as number }),
    'an expiry that has passed': () => signed({ exp: Math.floor(clock.now().getTime() / 1000) }),
    'a time that has not come': () =>
      signed({ nbf: Math.floor(clock.now().getTime() / 1000) + 60 }),
    'no token id': () => signed({ jti: undefined }),
    'no time of issue': () => signed({ iat: undefined }),
    'no client': () => signed({ client_id: undefined }),
    'no subject': () => signed({ sub: undefined }),
    'a subject that is no UUID': () => signed({ sub: 'admin' }),
    'a subject that is a UUID of version 1': () =>
      signed({ sub: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }),
    'a list of scopes': () => signed({ scope: ['memories:admin'] }),
    'alg none': () => new UnsecuredJWT(goodClaims()).encode(),
    'alg none with the right type': () => withHeader({ alg: 'none', typ: 'at+jwt' }, ''),
    'HS256 with the public key as its secret': async () => {
      const [jwk] = await keys.publicKeys();
      const key = await keys.find(jwk?.kid ?? '');
      if (key === undefined) throw new Error('no key');
      return new SignJWT(goodClaims())
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: jwk?.kid ?? '' })
        .sign(new TextEncoder().encode(await exportSPKI(key)));
    },
    'a key of its own, embedded': async () => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      const jwk = await exportJWK(pair.publicKey);
      return foreign(pair.privateKey, { jwk: jwk as never });
    },
    'a key of its own under the id of ours': async () => {
      const [jwk] = await keys.publicKeys();
      return foreign((await generateKeyPair('ES256')).privateKey, { kid: jwk?.kid ?? '' });
    },
    'no key id': async () => foreign((await generateKeyPair('ES256')).privateKey, {}),
    'an unknown key id': async () =>
      foreign((await generateKeyPair('ES256')).privateKey, { kid: 'unknown' }),
    'a key id that is a path': async () =>
      foreign((await generateKeyPair('ES256')).privateKey, { kid: '../../../dev/null' }),
    'a key id that names a property': async () =>
      foreign((await generateKeyPair('ES256')).privateKey, { kid: '__proto__' }),
    'a key id that is no text': () => withHeader({ alg: 'ES256', typ: 'at+jwt', kid: { a: 1 } }),
    'a signature of another token': async () => {
      const [one = '', other = ''] = [await signed({}), await signed({ scope: 'memories:admin' })];
      const [head, payload] = other.split('.');
      return `${head}.${payload}.${one.split('.')[2]}`;
    },
    'no signature': async () => `${(await signed({})).split('.').slice(0, 2).join('.')}.`,
    'an unknown critical header': () =>
      withHeader({ alg: 'ES256', typ: 'at+jwt', crit: ['exp'], exp: 1 }),
  };

  it.each(Object.entries(refused))('%s', async (_name, make) => {
    await expect(verifier().verify(await make())).rejects.toMatchObject({
      name: 'PicardError',
      code: 'unauthenticated',
    });
  });

  it('a key that the token only points to, without asking for it', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    const url = await listen(server);
    const { privateKey } = await generateKeyPair('ES256');
    const token = await foreign(privateKey, { jku: `${url}/jku`, x5u: `${url}/x5u` });
    await expect(verifier().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    server.close();
    expect(asked).toEqual([]);
  });

  it('a valid token with any one character changed', async () => {
    const { accessToken } = await issue();
    const check = verifier();
    for (let at = 0; at < accessToken.length; at += 7) {
      const other = accessToken[at] === 'A' ? 'B' : 'A';
      const changed = accessToken.slice(0, at) + other + accessToken.slice(at + 1);
      await expect(check.verify(changed)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  async function foreign(
    privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'],
    header: Record<string, unknown>,
  ): Promise<string> {
    return new SignJWT(goodClaims())
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
      .sign(privateKey);
  }

  async function withHeader(header: object, signature?: string): Promise<string> {
    const [, payload, proof] = (await signed({})).split('.');
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    return `${head}.${payload}.${signature ?? proof}`;
  }
});

describe('the audience of a server without a path', () => {
  it.each([
    ['https://picard.example', 'https://picard.example/'],
    ['https://picard.example/', 'https://picard.example'],
  ])('%s is also met by %s', async (configured, asserted) => {
    const check = jwtVerifier({ issuer, audience: configured, keys, clock });
    expect((await check.verify(await signed({ aud: asserted }))).userId).toBe(userId);
    expect((await check.verify(await signed({ aud: configured }))).userId).toBe(userId);
  });
});

describe('a token that was verified before', () => {
  it('is refused once it has expired, and says so', async () => {
    const check = verifier();
    const { accessToken } = await issue({ lifetime: 60 });
    await check.verify(accessToken);
    clock.advance(59_000);
    await check.verify(accessToken);
    clock.advance(1_000);
    await expect(check.verify(accessToken)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The access token has expired.',
    });
  });

  it('is refused after it was revoked and forgotten', async () => {
    let revoked = false;
    const check = verifier({ isRevoked: async () => revoked });
    const { accessToken } = await issue();
    await check.verify(accessToken);
    revoked = true;
    check.forget((principal) => principal.userId === userId);
    await expect(check.verify(accessToken)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is looked at again after five minutes even when nothing was forgotten', async () => {
    let revoked = false;
    const check = verifier({ isRevoked: async () => revoked });
    const { accessToken } = await issue();
    await check.verify(accessToken);
    revoked = true;
    clock.advance(5 * 60_000);
    await expect(check.verify(accessToken)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is verified again when others have taken its place', async () => {
    let asked = 0;
    const check = verifier({
      cacheSize: 2,
      isRevoked: async () => {
        asked += 1;
        return false;
      },
    });
    const tokens = await Promise.all([issue(), issue(), issue()]);
    for (const { accessToken } of tokens) await check.verify(accessToken);
    for (const { accessToken } of tokens.slice(1)) await check.verify(accessToken);
    expect(asked).toBe(3);
    await check.verify(tokens[0].accessToken);
    expect(asked).toBe(4);
  });
});

describe("keys at a JWK Set's URL", () => {
  let server: Server;
  let answer: () => Promise<{ status: number; body: string }>;
  let jwksUrl: string;

  beforeEach(async () => {
    answer = async () => ({ status: 200, body: JSON.stringify({ keys: await keys.publicKeys() }) });
    server = createServer(async (_request, response) => {
      const { status, body } = await answer();
      response.writeHead(status, { 'content-type': 'application/jwk-set+json' }).end(body);
    });
    jwksUrl = `${await listen(server)}/jwks.json`;
  });

  afterEach(() => void server.close());

  const remote = () => jwtVerifier({ issuer, audience, jwksUrl, clock });

  it('verify tokens of another process', async () => {
    const { accessToken, tokenId } = await issue();
    expect(await remote().verify(accessToken)).toMatchObject({ tokenId });
  });

  it('refuse a key that is not among them', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT(goodClaims())
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'other' })
      .sign(privateKey);
    await expect(remote().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it.each([
    ['an error', { status: 500, body: 'oops' }],
    ['rubbish', { status: 200, body: '<html>' }],
  ])('answering %s make verification unavailable, not the token invalid', async (_name, reply) => {
    answer = async () => reply;
    const { accessToken } = await issue();
    await expect(remote().verify(accessToken)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
