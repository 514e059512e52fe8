import type { Scope } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { clientOfDocument } from './document-client.js';
import { DocumentFault } from './document-fault.js';

const url = 'https://client.example/oauth/client.json';
const fetchedAt = new Date('2030-01-01T00:00:00Z');
const scopes: readonly Scope[] = ['memories:read', 'memories:write'];
const document = {
  client_id: url,
  client_name: 'Example',
  redirect_uris: ['http://127.0.0.1/callback', 'https://client.example/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
};
const client = (changes: object = {}) =>
  clientOfDocument(url, { ...document, ...changes }, { scopes, fetchedAt });

describe('the client of a metadata document', () => {
  it('is a public one that nobody vouched for, named by its URL', () => {
    expect(client()).toMatchObject({
      clientId: url,
      name: 'Example',
      redirectUris: document.redirect_uris,
      authenticationMethods: ['none'],
      secretHash: undefined,
      registeredBy: 'document',
      allowDirectConnect: false,
      realm: url,
      isActive: true,
      scopes,
      createdAt: fetchedAt,
    });
  });

  it('needs no authentication method, and none is what it has then', () => {
    expect(client({ token_endpoint_auth_method: undefined }).authenticationMethods).toEqual([
      'none',
    ]);
  });

  it('is called by its host when it has no name of its own', () => {
    expect(client({ client_name: undefined }).name).toBe('client.example');
  });

  it('may be redirected to other hosts than its own, as clients in the field are', () => {
    const redirect_uris = ['https://apps.other.example/callback', 'http://localhost:1234/'];
    expect(client({ redirect_uris }).redirectUris).toEqual(redirect_uris);
  });

  it('names a page of its own host, never of another', () => {
    const pageOf = (client_uri?: string) => client({ client_uri }).description.clientUri;
    expect(pageOf('https://client.example/about')).toBe('https://client.example/about');
    expect(pageOf('https://bank.example/')).toBe('https://client.example');
    expect(pageOf()).toBe('https://client.example');
  });

  it('may be granted what it asks for, never more than others of its kind', () => {
    const granted = (scope?: string) => client({ scope }).scopes;
    expect(granted('memories:read')).toEqual(['memories:read']);
    expect(granted('memories:admin memories:read')).toEqual(['memories:read']);
    expect(granted('memories:admin')).toEqual(scopes);
    expect(granted('mail calendar')).toEqual(scopes);
  });

  it('gets no privilege that its document claims', () => {
    const claims = { allow_direct_connect: true, realm: 'staff', is_confidential: true };
    expect(client(claims)).toEqual(client());
  });

  it.each([
    ['another client_id', { client_id: 'https://client.example/oauth/other.json' }, 'client_id'],
    ['a client_id with another case', { client_id: url.toUpperCase() }, 'client_id'],
    ['a client_id with a slash more', { client_id: `${url}/` }, 'client_id'],
    ['no client_id', { client_id: undefined }, 'client_id'],
    ['a secret', { client_secret: 'shared with everybody' }, 'client_secret'],
    ['an empty secret', { client_secret: '' }, 'client_secret'],
    ['the expiry of a secret', { client_secret_expires_at: 0 }, 'client_secret_expires_at'],
    ['client_secret_basic', { token_endpoint_auth_method: 'client_secret_basic' }, 'must be none'],
    ['client_secret_post', { token_endpoint_auth_method: 'client_secret_post' }, 'must be none'],
    ['client_secret_jwt', { token_endpoint_auth_method: 'client_secret_jwt' }, 'must be none'],
    ['private_key_jwt', { token_endpoint_auth_method: 'private_key_jwt' }, 'must be none'],
    ['a private key', { jwks: { keys: [{ kty: 'EC', d: 'abc' }] } }, 'private keys'],
    ['a symmetric key', { jwks: { keys: [{ kty: 'oct', k: 'abc' }] } }, 'private keys'],
    ['no redirect URI', { redirect_uris: [] }, 'redirect_uris'],
    ['a redirect to a script', { redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris'],
    ['a redirect without TLS', { redirect_uris: ['http://client.example/'] }, 'redirect_uris'],
    ['a name that is no text', { client_name: { en: 'Example' } }, 'client_name'],
  ])('is refused for %s', (_, changes, words) => {
    expect(() => client(changes)).toThrow(DocumentFault);
    expect(() => client(changes)).toThrow(words);
  });

  it('takes public keys for what they are, though it has no use for them', () => {
    expect(client({ jwks: { keys: [{ kty: 'EC', x: 'abc', y: 'def' }] } }).clientId).toBe(url);
  });

  it.each([null, 7, 'text', [], ['a']])('is not found in %j', (json) => {
    expect(() => clientOfDocument(url, json, { scopes, fetchedAt })).toThrow(DocumentFault);
  });
});
