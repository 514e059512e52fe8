import { describe, expect, it } from 'vitest';
import { createMetadataHandlers, type MetadataHandlersOptions } from './metadata-handlers.js';

const path = '/.well-known/oauth-authorization-server';

function documents(changes: Partial<MetadataHandlersOptions> = {}) {
  const { issuer = 'https://picard.example' } = changes;
  return createMetadataHandlers({
    issuer,
    resource: `${issuer}/mcp`,
    registration: { users: true, clients: true },
    defaultScopes: ['memories:read', 'memories:write'],
    takesMetadataDocuments: true,
    keys: {
      sign: async () => '',
      find: async () => undefined,
      publicKeys: async () => [],
      rotate: async () => undefined,
      reseal: async () => 0,
    },
    ...changes,
  });
}

async function read(handlers: ReturnType<typeof documents>['mounted'], at: string) {
  const handler = handlers.find((candidate) => candidate.handles(at));
  const response = await handler?.fetch(new Request(`https://picard.example${at}`));
  return (await response?.json()) as Record<string, unknown> | undefined;
}

describe('authorization server metadata', () => {
  it('names every endpoint and ability (RFC 8414 section 2)', async () => {
    expect(await read(documents().mounted, path)).toEqual({
      issuer: 'https://picard.example',
      authorization_endpoint: 'https://picard.example/authorize',
      token_endpoint: 'https://picard.example/token',
      registration_endpoint: 'https://picard.example/register',
      revocation_endpoint: 'https://picard.example/revoke',
      introspection_endpoint: 'https://picard.example/introspect',
      jwks_uri: 'https://picard.example/.well-known/jwks.json',
      scopes_supported: ['memories:read', 'memories:write'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
      revocation_endpoint_auth_methods_supported: [
        'none',
        'client_secret_basic',
        'client_secret_post',
      ],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      protected_resources: ['https://picard.example/mcp'],
    });
  });

  it('names no registration and no metadata documents where there are none', async () => {
    const options = {
      registration: { users: true, clients: false },
      takesMetadataDocuments: false,
    };
    const metadata = await read(documents(options).mounted, path);
    expect(metadata).not.toHaveProperty('registration_endpoint');
    expect(metadata).toMatchObject({ client_id_metadata_document_supported: false });
  });

  it('is found by clients that know the resource alone', async () => {
    const { mounted } = documents();
    expect(await read(mounted, `${path}/mcp`)).toEqual(await read(mounted, path));
  });

  it.each(['https://picard.example', 'https://picard.example/picard', 'http://localhost:8001'])(
    'has the issuer %s byte for byte',
    async (issuer) => {
      const { mounted } = documents({ issuer });
      expect(await read(mounted, path)).toMatchObject({ issuer });
      expect(await read(mounted, '/.well-known/oauth-protected-resource')).toMatchObject({
        resource: `${issuer}/mcp`,
        authorization_servers: [issuer],
      });
    },
  );
});

describe('the documents of a server under a prefix', () => {
  const { mounted, atRoot } = documents({ issuer: 'https://picard.example/picard' });

  it.each([
    `${path}/picard`,
    `${path}/picard/mcp`,
    '/.well-known/oauth-protected-resource/picard',
    '/.well-known/oauth-protected-resource/picard/mcp',
  ])('are at the root as clients look for them: %s', async (at) => {
    const metadata = await read(atRoot, at);
    expect(metadata).toBeDefined();
    expect(metadata).toEqual(await read(mounted, at.replace(/\/picard.*/, '')));
  });

  it('leave the documents of the host itself alone', () => {
    for (const at of [path, `${path}/mcp`, '/.well-known/oauth-protected-resource']) {
      expect(atRoot.some((handler) => handler.handles(at))).toBe(false);
    }
  });

  it('are under the prefix too', async () => {
    for (const at of [path, `${path}/mcp`, '/.well-known/jwks.json']) {
      expect(await read(mounted, at)).toBeDefined();
    }
  });
});
