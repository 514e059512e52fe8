import type { Scope } from '@picard-mcp/core';
import type { Client, ClientChanges } from '@picard-mcp/oauth/ports';
import { storableJson, storableText } from '../storable-text.js';

/** A client as `clientColumns` gives it. */
export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly authentication_methods: Client['authenticationMethods'];
  readonly secret_hash: string | null;
  readonly scopes: readonly Scope[];
  readonly registered_by: Client['registeredBy'];
  readonly allow_direct_connect: boolean;
  readonly realm: string;
  readonly is_active: boolean;
  readonly description: Client['description'];
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const clientColumns = `
  id, name, redirect_uris, authentication_methods, secret_hash, scopes, registered_by,
  allow_direct_connect, realm, is_active, description, created_at, updated_at`;

/** The values of a client, in the order of `clientColumns`. */
export function clientValues(client: Client): readonly unknown[] {
  return [
    client.clientId,
    storableText(client.name),
    client.redirectUris,
    client.authenticationMethods,
    client.secretHash ?? null,
    client.scopes,
    client.registeredBy,
    client.allowDirectConnect,
    client.realm,
    client.isActive,
    storableJson(client.description),
    client.createdAt,
    client.updatedAt,
  ];
}

const changeable: Readonly<Record<keyof ClientChanges, string>> = {
  name: 'name',
  redirectUris: 'redirect_uris',
  authenticationMethods: 'authentication_methods',
  secretHash: 'secret_hash',
  scopes: 'scopes',
  allowDirectConnect: 'allow_direct_connect',
  realm: 'realm',
  isActive: 'is_active',
  description: 'description',
};

/** The columns that change, with what they become. What is `undefined` stays, but for the secret, which goes. */
export function changedColumns(changes: ClientChanges): ReadonlyMap<string, unknown> {
  const changed = (Object.keys(changeable) as (keyof ClientChanges)[]).filter(
    (key) => changes[key] !== undefined || (key === 'secretHash' && key in changes),
  );
  return new Map(changed.map((key) => [changeable[key], storable(changes[key])]));
}

function storable(value: ClientChanges[keyof ClientChanges]): unknown {
  if (typeof value === 'string') return storableText(value);
  const isPlain = typeof value === 'object' && !Array.isArray(value);
  return isPlain ? storableJson(value) : (value ?? null);
}

export function clientOf(row: ClientRow): Client {
  return {
    clientId: row.id,
    name: row.name,
    redirectUris: row.redirect_uris,
    authenticationMethods: row.authentication_methods,
    secretHash: row.secret_hash ?? undefined,
    scopes: row.scopes,
    registeredBy: row.registered_by,
    allowDirectConnect: row.allow_direct_connect,
    realm: row.realm,
    isActive: row.is_active,
    description: row.description,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
