import { newId, type UserId } from '@picard-mcp/core';
import type { Clock, UserAccount, UserStore } from '@picard-mcp/core/ports';
import type { Client } from '../client/client.js';
import { hashPassword } from '../password/password.js';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { hashSecret, newSecret } from '../secret.js';

/** The password of test users that are given none. */
export const defaultPassword = 'correct horse battery staple';

const hashes = new Map<string, Promise<string>>();

export type TestUserFields = Partial<Omit<UserAccount, 'passwordHash'>> & {
  /** `undefined`, when it is named, for a user without a password. */
  readonly password?: string | undefined;
};

export interface TestUser extends UserAccount {
  readonly password: string;
}

/** Adds a local account with names of its own, straight into the store. */
export async function addTestUser(
  { users, clock }: { readonly users: UserStore; readonly clock: Clock },
  fields: TestUserFields,
): Promise<TestUser> {
  const { password, ...rest } = { password: defaultPassword, ...fields };
  const id = rest.id ?? newId<UserId>();
  const username = rest.username ?? `user-${id.slice(0, 8)}`;
  const account: UserAccount = {
    realm: undefined,
    username,
    email: `${username}@example.org`,
    passwordHash: password === undefined ? undefined : await hashOnce(password),
    isSuperuser: false,
    isActive: true,
    createdAt: clock.now(),
    ...rest,
    id,
  };
  await users.insert(account);
  return { ...account, password: password ?? '' };
}

/** Hashing takes its time by design: equal passwords of one run are hashed once. */
function hashOnce(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}

export type TestClientFields = Partial<Omit<Client, 'secretHash'>> & {
  /** Default: public. */
  readonly isConfidential?: boolean;
  readonly secret?: string;
};

export interface TestClient {
  readonly client: Client;
  readonly clientId: string;
  /** One that was never registered, for public clients. */
  readonly secret: string;
  /** `Authorization` of the client by HTTP Basic (RFC 6749 section 2.3.1). */
  readonly basic: string;
}

export const defaultRedirectUri = 'https://client.example/callback';

/** Adds an active, administrator-registered client directly to the store. */
export async function addTestClient(
  { store, clock }: { readonly store: AuthorizationStore; readonly clock: Clock },
  { isConfidential = false, secret = newSecret(), ...fields }: TestClientFields,
): Promise<TestClient> {
  const clientId = fields.clientId ?? crypto.randomUUID();
  const client: Client = {
    name: 'Test client',
    redirectUris: [defaultRedirectUri],
    authenticationMethods: isConfidential
      ? ['client_secret_basic', 'client_secret_post']
      : ['none'],
    secretHash: isConfidential ? hashSecret(secret) : undefined,
    scopes: ['memories:read', 'memories:write'],
    registeredBy: 'administrator',
    allowDirectConnect: isConfidential,
    realm: clientId,
    isActive: true,
    description: {},
    createdAt: clock.now(),
    updatedAt: clock.now(),
    ...fields,
    clientId,
  };
  await store.clients.insert(client);
  return { client, clientId, secret, basic: basicAuthorization(clientId, secret) };
}

/** HTTP Basic credentials; both halves are form-encoded first, as OAuth wants it. */
export function basicAuthorization(clientId: string, secret: string): string {
  const encoded = [clientId, secret].map((part) =>
    new URLSearchParams([['', part]]).toString().slice(1),
  );
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}
