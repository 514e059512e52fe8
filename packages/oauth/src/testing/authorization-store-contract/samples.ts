import { newId, type UserId } from '@picard-mcp/core';
import type { UserAccount, UserStore } from '@picard-mcp/core/ports';
import type { Client } from '../../client/client.js';
import type { Grant } from '../../grant/grant.js';
import type {
  CodeRedemption,
  GrantStore,
  NewCode,
  NewRefreshToken,
  RefreshRotation,
} from '../../ports/grant-store.js';
import type { Session } from '../../ports/session-store.js';
import { hashSecret, newSecret } from '../../secret.js';

const secondMs = 1_000;
export const dayMs = 24 * 3600 * secondMs;

/** When the samples are made. Far ahead, so that what expires later lives by any clock. */
export const now = new Date('2040-05-06T07:08:09.123Z');
/** Over by any clock. */
export const longAgo = new Date('2020-01-01T00:00:00.000Z');

/** So many milliseconds after `now`; before it if negative. */
export function at(offsetMs: number): Date {
  return new Date(now.getTime() + offsetMs);
}

/** The hash of a unique secret. */
export const newHash = (): string => hashSecret(newSecret());

/** Texts that are no identifier of anything and try to be more than a text. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '%',
  '_',
  "' or '1'='1",
  '"; drop table users; --',
  '\\',
  '$1',
  '{}',
  'null',
  'ünïcödé 🦊 \u202e',
  '00000000-0000-0000-0000-000000000000',
  'https://client.example/metadata.json?a=%27',
  'x'.repeat(20_000),
];

export function newAccount(fields: Partial<UserAccount> = {}): UserAccount {
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

export async function insertUser(users: UserStore, fields?: Partial<UserAccount>): Promise<UserId> {
  const account = newAccount(fields);
  await users.insert(account);
  return account.id;
}

export function newClient(fields: Partial<Client> = {}): Client {
  const clientId = crypto.randomUUID();
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
    id: crypto.randomUUID(),
    userId: newId<UserId>(),
    clientId: crypto.randomUUID(),
    scopes: ['memories:read', 'memories:write'],
    resource: 'https://picard.example/mcp',
    createdAt: now,
    ...fields,
  };
}

export function newCode(fields: Partial<NewCode> = {}): NewCode {
  return {
    requestId: crypto.randomUUID(),
    grant: newGrant(),
    codeHash: newHash(),
    redirectUri: 'https://client.example/callback',
    codeChallenge: newHash(),
    expiresAt: at(60 * secondMs),
    ...fields,
  };
}

export function newRefreshToken(fields: Partial<NewRefreshToken> = {}): NewRefreshToken {
  return { hash: newHash(), expiresAt: at(30 * dayMs), ...fields };
}

/** What redeems a code, but for what is given. */
export function redemptionOf(code: NewCode, fields: Partial<CodeRedemption> = {}): CodeRedemption {
  return {
    codeHash: code.codeHash,
    clientId: code.grant.clientId,
    redirectUri: code.redirectUri,
    codeChallenge: code.codeChallenge,
    resource: code.grant.resource,
    refreshToken: newRefreshToken(),
    at: at(secondMs),
    ...fields,
  };
}

/** What rotates a refresh token of a grant, but for what is given. */
export function rotationOf(
  grant: Grant,
  tokenHash: string,
  fields: Partial<RefreshRotation> = {},
): RefreshRotation {
  return {
    tokenHash,
    clientId: grant.clientId,
    scopes: undefined,
    resource: undefined,
    successor: newRefreshToken(),
    graceMs: 0,
    at: at(secondMs),
    ...fields,
  };
}

export async function issueOne(grants: GrantStore, fields?: Partial<NewCode>): Promise<NewCode> {
  const code = newCode(fields);
  const outcome = await grants.issueCode(code);
  if (outcome !== 'issued') throw new Error(`no code was issued: ${outcome}`);
  return code;
}

/** A grant with a refresh token, and no code. */
export async function createOne(
  grants: GrantStore,
  fields?: Partial<Grant>,
  tokenFields?: Partial<NewRefreshToken>,
): Promise<{ readonly grant: Grant; readonly token: NewRefreshToken }> {
  const grant = newGrant(fields);
  const token = newRefreshToken(tokenFields);
  if (!(await grants.create(grant, token))) throw new Error('nothing was granted');
  return { grant, token };
}

export async function isLive(grants: GrantStore, tokenHash: string): Promise<boolean> {
  return (await grants.findByRefreshToken(tokenHash))?.isLive ?? false;
}

export function newSession(fields: Partial<Session> = {}): Session {
  return {
    hash: newHash(),
    userId: newId<UserId>(),
    createdAt: now,
    expiresAt: at(7 * dayMs),
    ...fields,
  };
}

/** So many calls at once. */
export function atOnce<Result>(
  times: number,
  call: (index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(index)));
}

export function kindsOf<Kind extends string>(outcomes: readonly { readonly kind: Kind }[]): Kind[] {
  return outcomes.map(({ kind }) => kind);
}
