import { newId, PicardError, type Principal, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { bearerAuthentication } from './authenticate.js';

const token = 'mF_9.B5f-4.1JqM';
const principal: Principal = { userId: newId<UserId>(), scopes: ['memories:write'] };

const authenticate = bearerAuthentication({
  async verify(given) {
    if (given === token) return principal;
    throw new PicardError('unauthenticated', 'The access token is not valid.');
  },
});

describe('the Authorization header', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])(
    'holds a token by the scheme %s: its case does not matter (RFC 9110 section 11.1)',
    async (scheme) => {
      expect(await authenticate(`${scheme} ${token}`)).toBe(principal);
      expect(await authenticate(new Headers({ authorization: `${scheme}  ${token} ` }))).toBe(
        principal,
      );
    },
  );

  it.each([
    undefined,
    '',
    token,
    'Bearer',
    `Bearer ${token.toUpperCase()}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token},${token}`,
    `Bearer "${token}"`,
    `Basic ${token}`,
    `Bearer${token}`,
  ])('authenticates nobody by %j', async (header) => {
    await expect(authenticate(header)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('needs the scopes that are asked for, of which a broader one implies the narrower', async () => {
    const header = `Bearer ${token}`;
    expect(await authenticate(header, 'memories:read')).toBe(principal);
    expect(await authenticate(header, 'memories:read', 'memories:write')).toBe(principal);
    await expect(authenticate(header, 'memories:read', 'memories:admin')).rejects.toMatchObject({
      code: 'insufficient_scope',
      details: { required_scopes: ['memories:read', 'memories:admin'] },
    });
  });
});
