import { newId, type Principal, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import type { Revocation } from '../ports/revocation-store.js';
import { revokedPrincipals } from './revoked-principals.js';

const at = new Date('2030-01-01T12:00:00.400Z');
const seconds = (count: number) => new Date(Math.floor(at.getTime() / 1000 + count) * 1000);

const principal = {
  userId: newId<UserId>(),
  scopes: ['memories:read'],
  clientId: 'client-1',
  tokenId: 'token-1',
  grantId: 'grant-1',
  issuedAt: seconds(-60),
} satisfies Principal;
const { grantId: _, ...withoutGrant } = principal;

const expiresAt = seconds(3600);

function revokedBy(kind: Revocation['kind'], subject: string, time = at) {
  const revoked = revokedPrincipals();
  revoked.add({ position: 1, kind, subject, at: time, expiresAt });
  return revoked;
}

describe('whom a revocation is about', () => {
  it('a token: that one alone', () => {
    const revoked = revokedBy('token', 'token-1');
    expect(revoked.has(principal)).toBe(true);
    expect(revoked.has({ ...principal, tokenId: 'token-2' })).toBe(false);
  });

  it('a grant: every token of it, whenever it was issued', () => {
    const revoked = revokedBy('grant', 'grant-1');
    expect(revoked.has({ ...principal, tokenId: 'token-2', issuedAt: seconds(60) })).toBe(true);
    expect(revoked.has({ ...principal, grantId: 'grant-2' })).toBe(false);
    expect(revoked.has(withoutGrant)).toBe(false);
  });

  it('a client: every token issued to it before, and none that comes well after', () => {
    const revoked = revokedBy('client', 'client-1');
    expect(revoked.has(principal)).toBe(true);
    expect(revoked.has(withoutGrant)).toBe(true);
    expect(revoked.has({ ...principal, issuedAt: seconds(0) })).toBe(true);
    expect(revoked.has({ ...principal, issuedAt: seconds(3) })).toBe(false);
    expect(revoked.has({ ...principal, clientId: 'client-2' })).toBe(false);
  });

  it('a client: also tokens of an instance whose clock is a second ahead', () => {
    expect(revokedBy('client', 'client-1').has({ ...principal, issuedAt: seconds(1) })).toBe(true);
  });

  it('a user: tokens without a grant, since each grant is ended by itself', () => {
    const revoked = revokedBy('user', principal.userId);
    expect(revoked.has(withoutGrant)).toBe(true);
    expect(revoked.has({ ...withoutGrant, issuedAt: seconds(3) })).toBe(false);
    expect(revoked.has({ ...withoutGrant, userId: newId<UserId>() })).toBe(false);
    expect(revoked.has(principal)).toBe(false);
  });

  it('a token that does not say when it was issued was issued before everything', () => {
    const { issuedAt: _time, ...timeless } = withoutGrant;
    expect(revokedBy('client', 'client-1').has(timeless)).toBe(true);
    expect(revokedBy('user', principal.userId).has(timeless)).toBe(true);
  });

  it('an id of one kind says nothing about the same id of another', () => {
    for (const subject of ['grant-1', 'client-1', principal.userId]) {
      expect(revokedBy('token', subject).has(principal)).toBe(false);
    }
  });

  it('an earlier revocation that is heard of later takes nothing back', () => {
    const revoked = revokedBy('client', 'client-1');
    revoked.add({
      ...{ position: 2, kind: 'client', subject: 'client-1', at: seconds(-3600), expiresAt },
    });
    expect(revoked.has(principal)).toBe(true);
  });
});

describe('what is forgotten', () => {
  it.each([
    ['grant', 'grant-1'],
    ['token', 'token-1'],
    ['client', 'client-1'],
  ] as const)(
    'a %s is remembered as long as a token may live that it is about',
    (kind, subject) => {
      const revoked = revokedBy(kind, subject);
      revoked.forgetUntil(expiresAt.getTime() - 1);
      expect(revoked.has(principal)).toBe(true);
      revoked.forgetUntil(expiresAt.getTime());
      expect(revoked.has(principal)).toBe(false);
    },
  );
});
