import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEncryptionKey } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileSigningKeys } from './file-signing-keys.js';
import { jwksHandler } from './jwks-handler.js';
import { openKeySet } from './key-set.js';

const path = '/.well-known/jwks.json';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picard-jwks-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function published() {
  const keys = await openKeySet({
    storage: fileSigningKeys(folder),
    encryptionKeys: parseKeyRing(generateEncryptionKey()),
  });
  const handler = jwksHandler(keys);
  expect(handler.handles(path)).toBe(true);
  return { keys, response: await handler.fetch(new Request(`https://picard.example${path}`)) };
}

it('lets anyone verify what the server signed', async () => {
  const { keys, response } = await published();
  const token = await keys.sign({ sub: 'someone' }, { typ: 'at+jwt' });
  const jwks = (await response.json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks));
  expect(payload.sub).toBe('someone');
});

it('shows public members only, to any origin, and may be kept for a while', async () => {
  const { response } = await published();
  expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const { keys } = (await response.json()) as JSONWebKeySet;
  expect(keys.map((key) => Object.keys(key).sort())).toEqual([
    ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  ]);
});
