import { createServer, type Server } from 'node:http';
import { PicardError } from '@picard-mcp/core';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../testing/listen.js';
import { type TestIssuer, testIssuer } from '../testing/test-issuer.js';
import { jwtVerifier } from './jwt-verifier.js';

let at: TestIssuer;

beforeEach(async () => {
  at = await testIssuer();
});

describe('a valid token', () => {
  it('speaks for its user, client and scopes until it expires', async () => {
    const { accessToken, tokenId, expiresAt } = await at.issue();
    const principal = await at.verifier().verify(accessToken);
    expect(principal).toEqual({
      userId: at.userId,
      clientId: 'client',
      tokenId,
      issuedAt: at.clock.now(),
      expiresAt,
      scopes: ['memories:read', 'memories:write'],
    });
  });

  it('names the grant that it was issued under', async () => {
    const grantId = crypto.randomUUID();
    const { accessToken } = await at.issue({ grantId });
    expect(await at.verifier().verify(accessToken)).toMatchObject({ grantId });
  });

  it('may carry scopes that Picard does not know', async () => {
    const token = await at.signed({ scope: 'openid memories:read  memories:fly' });
    expect((await at.verifier().verify(token)).scopes).toEqual(['memories:read']);
  });

  it('may carry no scope at all', async () => {
    const token = await at.signed({ scope: undefined });
    expect((await at.verifier().verify(token)).scopes).toEqual([]);
  });

  it('may name further audiences', async () => {
    const token = await at.signed({ aud: ['https://other.example', at.audience] });
    expect((await at.verifier().verify(token)).userId).toBe(at.userId);
  });

  it('outlives the rotation of the key that signed it', async () => {
    const { accessToken } = await at.issue();
    await at.keys.rotate();
    at.clock.advance(5 * 60_000);
    expect((await at.verifier().verify(accessToken)).userId).toBe(at.userId);
  });
});

describe('a token to be issued', () => {
  it.each([0, -1, Number.NaN, 90 * 86_400 + 1])('may not live for %s seconds', async (lifetime) => {
    await expect(at.issue({ lifetime })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('the audience of a server without a path', () => {
  it.each([
    ['https://picard.example', 'https://picard.example/'],
    ['https://picard.example/', 'https://picard.example'],
  ])('%s is also met by %s', async (configured, asserted) => {
    const check = jwtVerifier({ ...at, audience: configured });
    expect((await check.verify(await at.signed({ aud: asserted }))).userId).toBe(at.userId);
    expect((await check.verify(await at.signed({ aud: configured }))).userId).toBe(at.userId);
  });
});

describe('a token that was verified before', () => {
  it('is refused once it has expired, and says so', async () => {
    const check = at.verifier();
    const { accessToken } = await at.issue({ lifetime: 60 });
    await check.verify(accessToken);
    at.clock.advance(59_000);
    await check.verify(accessToken);
    at.clock.advance(1_000);
    await expect(check.verify(accessToken)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The access token has expired.',
    });
  });

  it('is refused from the moment at which the list of revocations names it', async () => {
    const revoked = new Set<string | undefined>();
    const check = at.verifier({
      revocations: { isRevoked: ({ tokenId }) => revoked.has(tokenId) },
    });
    const { accessToken, tokenId } = await at.issue();
    const other = await at.issue();
    await check.verify(accessToken);
    revoked.add(tokenId);
    await expect(check.verify(accessToken)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await check.verify(other.accessToken)).tokenId).toBe(other.tokenId);
  });

  it('is refused when the list must ask first and learns that it was revoked', async () => {
    let answer: () => Promise<boolean> = async () => false;
    const check = at.verifier({ revocations: { isRevoked: () => answer() } });
    const { accessToken } = await at.issue();
    await check.verify(accessToken);
    answer = async () => true;
    await expect(check.verify(accessToken)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is not accepted while nobody can say whether it was revoked', async () => {
    let answer: () => Promise<boolean> = async () => false;
    const check = at.verifier({ revocations: { isRevoked: () => answer() } });
    const { accessToken } = await at.issue();
    await check.verify(accessToken);
    answer = () =>
      Promise.reject(new PicardError('unavailable', 'The database is not responding.'));
    await expect(check.verify(accessToken)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('has its signature checked again after it was forgotten, after five minutes, and when others took its place', async () => {
    let checked = 0;
    const keys: typeof at.keys = {
      ...at.keys,
      find: (kid) => {
        checked += 1;
        return at.keys.find(kid);
      },
    };
    const { issuer, audience, clock } = at;
    const check = jwtVerifier({ issuer, audience, clock, keys, cacheSize: 2 });
    const [first, second, third] = await Promise.all([at.issue(), at.issue(), at.issue()]);
    const checksOf = async (token: string) => {
      const before = checked;
      await check.verify(token);
      return checked - before;
    };

    expect(await checksOf(first.accessToken)).toBe(1);
    expect(await checksOf(first.accessToken)).toBe(0);
    check.forget((principal) => principal.userId === at.userId);
    expect(await checksOf(first.accessToken)).toBe(1);
    clock.advance(5 * 60_000);
    expect(await checksOf(first.accessToken)).toBe(1);
    await checksOf(second.accessToken);
    await checksOf(third.accessToken);
    expect(await checksOf(first.accessToken)).toBe(1);
  });

  it('is not remembered when its kind was forgotten while it was verified', async () => {
    let checked = 0;
    const { issuer, audience, clock } = at;
    const keys: typeof at.keys = {
      ...at.keys,
      find: (kid) => {
        checked += 1;
        if (checked === 1) check.forget(() => true);
        return at.keys.find(kid);
      },
    };
    const check = jwtVerifier({ issuer, audience, clock, keys });
    const { accessToken } = await at.issue();
    await check.verify(accessToken);
    await check.verify(accessToken);
    expect(checked).toBe(2);
  });
});

describe("keys at a JWK Set's URL", () => {
  let server: Server;
  let answer: () => Promise<{ status: number; body: string }>;
  let jwksUrl: string;

  beforeEach(async () => {
    answer = async () => ({
      status: 200,
      body: JSON.stringify({ keys: await at.keys.publicKeys() }),
    });
    server = createServer(async (_request, response) => {
      const { status, body } = await answer();
      response.writeHead(status, { 'content-type': 'application/jwk-set+json' }).end(body);
    });
    jwksUrl = `${await listen(server)}/jwks.json`;
  });

  afterEach(() => void server.close());

  const remote = () =>
    jwtVerifier({ issuer: at.issuer, audience: at.audience, clock: at.clock, jwksUrl });

  it('verify tokens of another process', async () => {
    const { accessToken, tokenId } = await at.issue();
    expect(await remote().verify(accessToken)).toMatchObject({ tokenId });
  });

  it('refuse a key that is not among them', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT(at.goodClaims())
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'other' })
      .sign(privateKey);
    await expect(remote().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuse an algorithm that is not on the list, even with a key for it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'rsa', alg: 'RS256' };
    answer = async () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) });
    const token = await new SignJWT(at.goodClaims())
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'rsa' })
      .sign(privateKey);
    await expect(remote().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it.each([
    ['an error', { status: 500, body: 'oops' }],
    ['rubbish', { status: 200, body: '<html>' }],
  ])('answering %s make verification unavailable, not the token invalid', async (_name, reply) => {
    answer = async () => reply;
    const { accessToken } = await at.issue();
    await expect(remote().verify(accessToken)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
