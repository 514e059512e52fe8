import { createServer } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../testing/listen.js';
import { type TestIssuer, testIssuer } from '../testing/test-issuer.js';

let at: TestIssuer;

beforeEach(async () => {
  at = await testIssuer();
});

describe('what is refused as unauthenticated', () => {
  const refused: Record<string, () => Promise<string> | string> = {
    'an empty text': () => '',
    'no token at all': () => 'not.a.token',
    'a refresh token': () => 'prt_5f1c1f0e8a4c4b5f9d0c3e2b1a0f9e8d',
    'a token of 100 KB': async () => `${await at.signed({ pad: 'x'.repeat(75_000) })}`,
    'another issuer': () => at.signed({ iss: 'https://evil.example' }),
    'the issuer with a slash more': () => at.signed({ iss: `${at.issuer}/` }),
    'the issuer in other letters': () => at.signed({ iss: at.issuer.toUpperCase() }),
    'no issuer': () => at.signed({ iss: undefined }),
    'another audience': () => at.signed({ aud: 'https://other.example/mcp' }),
    'the audience with a slash more': () => at.signed({ aud: `${at.audience}/` }),
    'an audience that begins like ours': () => at.signed({ aud: `${at.audience}.evil.example` }),
    'no audience': () => at.signed({ aud: undefined }),
    'a plain JWT': () => at.signed({}, 'JWT'),
    'an ID token': () => at.signed({}, 'id_token+jwt'),
    'no expiry': () => at.signed({ exp: undefined }),
    'an expiry that is text': () => at.signed({ exp: '9999999999' as unknown as number }),
    'an expiry that has passed': () =>
      at.signed({ exp: Math.floor(at.clock.now().getTime() / 1000) }),
    'a time that has not come': () =>
      at.signed({ nbf: Math.floor(at.clock.now().getTime() / 1000) + 60 }),
    'no token id': () => at.signed({ jti: undefined }),
    'no time of issue': () => at.signed({ iat: undefined }),
    'a time of issue that no date can be': () => at.signed({ iat: 1e300 }),
    'a grant that is no text': () => at.signed({ grant_id: 7 }),
    'no client': () => at.signed({ client_id: undefined }),
    'no subject': () => at.signed({ sub: undefined }),
    'a subject that is no UUID': () => at.signed({ sub: 'admin' }),
    'a subject that is the nil UUID': () =>
      at.signed({ sub: '00000000-0000-0000-0000-000000000000' }),
    'a list of scopes': () => at.signed({ scope: ['memories:admin'] }),
    'alg none': () => new UnsecuredJWT(at.goodClaims()).encode(),
    'alg none with the right type': () => withHeader({ alg: 'none', typ: 'at+jwt' }, ''),
    'HS256 with the public key as its secret': async () => {
      const [jwk] = await at.keys.publicKeys();
      const key = await at.keys.find(jwk?.kid ?? '');
      if (key === undefined) throw new Error('no key');
      return new SignJWT(at.goodClaims())
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: jwk?.kid ?? '' })
        .sign(new TextEncoder().encode(await exportSPKI(key)));
    },
    'a key of its own, embedded': async () => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      const jwk = await exportJWK(pair.publicKey);
      return foreign(pair.privateKey, { jwk: jwk as never });
    },
    'a key of its own under the id of ours': async () => {
      const [jwk] = await at.keys.publicKeys();
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
      const [one = '', other = ''] = [
        await at.signed({}),
        await at.signed({ scope: 'memories:admin' }),
      ];
      const [head, payload] = other.split('.');
      return `${head}.${payload}.${one.split('.')[2]}`;
    },
    'no signature': async () => `${(await at.signed({})).split('.').slice(0, 2).join('.')}.`,
    'an unknown critical header': () =>
      withHeader({ alg: 'ES256', typ: 'at+jwt', crit: ['exp'], exp: 1 }),
  };

  it.each(Object.entries(refused))('%s', async (_name, make) => {
    await expect(at.verifier().verify(await make())).rejects.toMatchObject({
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
    await expect(at.verifier().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    server.close();
    expect(asked).toEqual([]);
  });

  it('a valid token with any one character changed', async () => {
    const { accessToken } = await at.issue();
    const check = at.verifier();
    // But for the last: the lowest bits of its six belong to no byte of the signature.
    for (let index = 0; index < accessToken.length - 1; index += 7) {
      const other = accessToken[index] === 'A' ? 'B' : 'A';
      const changed = accessToken.slice(0, index) + other + accessToken.slice(index + 1);
      await expect(check.verify(changed)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  async function foreign(
    privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'],
    header: Record<string, unknown>,
  ): Promise<string> {
    return new SignJWT(at.goodClaims())
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
      .sign(privateKey);
  }

  async function withHeader(header: object, signature?: string): Promise<string> {
    const [, payload, proof] = (await at.signed({})).split('.');
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    return `${head}.${payload}.${signature ?? proof}`;
  }
});
