import { createHash, randomUUID } from 'node:crypto';
import { newId, type UserId } from '@picard-mcp/core';
import type { UserAccount } from '@picard-mcp/core/ports';
import type {
  Client,
  CodeRedemption,
  Grant,
  NewCode,
  NewRefreshToken,
  RefreshRotation,
} from '@picard-mcp/oauth/ports';

/** When the samples are made. Far ahead, so that what expires later lives by any clock. */
export const now = new Date('2040-01-02T03:04:05.678Z');

export function at(offsetMs: number): Date {
  return new Date(now.getTime() + offsetMs);
}

export function newHash(): string {
  return createHash('sha256').update(randomUUID()).digest('base64url');
}

export function newUser(fields: Partial<UserAccount> = {}): UserAccount {
  const id = newId<UserId>();
  return {
    id,
    realm: undefined,
    username: `user-${id}`,
    email: `${id}@example.org`,
    passwordHash: undefined,
    isSuperuser: false,
    isActive: true,
    createdAt: now,
    ...fields,
  };
}

export function newClient(fields: Partial<Client> = {}): Client {
  const clientId = randomUUID();
  return {
    clientId,
    name: 'A client',
    redirectUris: ['https://client.example/callback'],
    authenticationMethods: ['none'],
    secretHash: undefined,
    scopes: ['memories:read', 'memories:write'],
    registeredBy: 'administrator',
    allowDirectConnect: false,
    realm: clientId,
    isActive: true,
    description: {},
    createdAt: now,
    updatedAt: now,
    ...fields,
  };
}

export function newGrant(fields: Partial<Grant> = {}): Grant {
  return {
    id: randomUUID(),
    userId: newId<UserId>(),
    clientId: randomUUID(),
    scopes: ['memories:read', 'memories:write'],
    resource: 'https://picard.example/mcp',
    createdAt: now,
    ...fields,
  };
}

export function newToken(): NewRefreshToken {
  return { hash: newHash(), expiresAt: at(30 * 24 * 3600 * 1000) };
}

export function newCode(grant: Grant): NewCode {
  return {
    requestId: randomUUID(),
    grant,
    codeHash: newHash(),
    redirectUri: 'https://client.example/callback',
    codeChallenge: newHash(),
    expiresAt: at(60_000),
  };
}

export function redemptionOf(code: NewCode): CodeRedemption {
  return {
    codeHash: code.codeHash,
    clientId: code.grant.clientId,
    redirectUri: code.redirectUri,
    codeChallenge: code.codeChallenge,
    resource: code.grant.resource,
    refreshToken: newToken(),
    at: at(1_000),
  };
}

export function rotationOf(
  { clientId }: Grant,
  { hash }: NewRefreshToken,
  fields: Partial<RefreshRotation> = {},
): RefreshRotation {
  return {
    tokenHash: hash,
    clientId,
    scopes: undefined,
    resource: undefined,
    successor: newToken(),
    graceMs: 0,
    at: at(1_000),
    ...fields,
  };
}
