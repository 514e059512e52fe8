import { resolve } from 'node:path';
import { generateEncryptionKey } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';

describe('an empty environment', () => {
  it('gives the embedded database, the built-in embedder and a server on this machine', () => {
    expect(readConfiguration({})).toEqual({
      port: 8001,
      host: '127.0.0.1',
      issuer: 'http://localhost:8001',
      isIssuerAssumed: true,
      databaseUrl: undefined,
      keysDatabaseUrl: undefined,
      dataDir: resolve('.picard'),
      adapter: 'express',
      mcpMode: 'stateless',
      isRegistrationOpen: true,
      refreshGrace: 0,
      trustedProxies: 0,
      allowedHosts: undefined,
      activityDays: 90,
      trashDays: 30,
      openAi: undefined,
      encryptionKeys: undefined,
      administrator: { username: 'admin', email: 'admin@localhost', password: undefined },
    });
  });

  it('is the same as one whose variables are set to nothing', () => {
    const empty = { PICARD_PORT: '', DATABASE_URL: ' ', OPENAI_API_KEY: '', PICARD_ADAPTER: '' };
    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
  });
});

describe('the issuer', () => {
  it('follows the port', () => {
    expect(readConfiguration({ PICARD_PORT: '9000' }).issuer).toBe('http://localhost:9000');
  });

  it.each([
    'https://picard.example',
    'https://picard.example:8443',
    'https://picard.example/memory',
    'http://localhost:8001',
    'http://127.0.0.1:8001',
    'http://[::1]:8001',
    'http://picard.localhost',
  ])('may be %s, taken byte for byte', (issuer) => {
    expect(readConfiguration({ PICARD_ISSUER_URL: issuer }).issuer).toBe(issuer);
  });

  it('is the address that Render gives a service, unless one is set', () => {
    const render = { RENDER_EXTERNAL_URL: 'https://picard.onrender.com' };
    expect(readConfiguration(render).issuer).toBe('https://picard.onrender.com');
    const own = { ...render, PICARD_ISSUER_URL: 'https://picard.example' };
    expect(readConfiguration(own).issuer).toBe('https://picard.example');
  });

  it.each([
    'https://picard.example/',
    'https://picard.example/memory/',
    'http://picard.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'https://picard.example?a=b',
    'https://picard.example?',
    'https://picard.example#top',
    'https://user:word@picard.example',
    'HTTPS://PICARD.example',
    'https://picard.example:443',
    'ftp://picard.example',
    'picard.example',
  ])('may not be %s', (issuer) => {
    expect(() => readConfiguration({ PICARD_ISSUER_URL: issuer })).toThrow(
      /^PICARD_ISSUER_URL is set to ".*; it must be a URL such as https:\/\/picard\.example\.$/,
    );
  });
});

describe('a wrong value', () => {
  it.each([
    ['PICARD_PORT', '0', 'a port number from 1 to 65535'],
    ['PICARD_PORT', '65536', 'a port number from 1 to 65535'],
    ['PICARD_PORT', '80a', 'a port number from 1 to 65535'],
    ['PICARD_PORT', '1e3', 'a port number from 1 to 65535'],
    ['PICARD_HOST', 'http://localhost', 'an IP address or a host name'],
    ['PICARD_ALLOWED_HOSTS', 'mcp_server:8001', 'host names without ports'],
    ['PICARD_ALLOWED_HOSTS', 'a.example,,b.example', 'host names without ports'],
    ['PICARD_ADAPTER', 'fastify', 'express or koa'],
    ['PICARD_MCP_MODE', 'session', 'stateless or stateful'],
    ['PICARD_TRASH_DAYS', '3651', 'from 0 to 3650'],
    ['PICARD_TRASH_DAYS', '-1', 'from 0 to 3650'],
    ['PICARD_TRASH_DAYS', '1.5', 'from 0 to 3650'],
    ['OPENAI_BASE_URL', 'localhost:11434', 'an http or https URL'],
    ['PICARD_LANGUAGE_MODEL', 'two words', 'a name without spaces'],
    ['PICARD_LANGUAGE_MODEL_CONTEXT', '512', 'a number of tokens from 1024'],
    ['PICARD_LANGUAGE_MODEL_CONTEXT', '32k', 'a number of tokens from 1024'],
    ['ADMIN_USERNAME', 'two words', '1 to 64 letters'],
    ['ADMIN_EMAIL', 'nobody', 'an e-mail address'],
  ])('of %s (%s) is named with what the variable may hold', (name, value, may) => {
    const message = refusalOf({ [name]: value });
    expect(message).toContain(`${name} is set to ${JSON.stringify(value)}`);
    expect(message).toContain(may);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:geheim@localhost/db'],
    ['PICARD_KEYS_DATABASE_URL', 'geheim'],
    ['PICARD_ENCRYPTION_KEYS', 'k1:geheim'],
    ['OPENAI_API_KEY', 'geheim geheim'],
    ['ADMIN_PASSWORD', 'geheim'],
  ])('of %s is refused without being shown', (name, value) => {
    const message = refusalOf({ [name]: value });
    expect(message).toContain(`${name} is set to a value that is not shown here`);
    expect(message).not.toContain('geheim');
  });

  it('of a key ring says which key is wrong', () => {
    const ring = `${generateEncryptionKey('good')},bad:c2hvcnQ=`;
    expect(refusalOf({ PICARD_ENCRYPTION_KEYS: ring })).toContain('key "bad"');
  });

  it('is told in one line, whatever it holds', () => {
    expect(refusalOf({ PICARD_ADAPTER: 'a\nb\u001b[31m' })).toMatch(/^[ -~…]+$/);
  });

  function refusalOf(environment: Record<string, string>): string {
    try {
      readConfiguration(environment);
    } catch (error) {
      if (error instanceof Error) return error.message;
    }
    throw new Error('nothing was refused');
  }
});

describe('embeddings', () => {
  it.each([{ OPENAI_API_KEY: 'sk-1' }, { OPENAI_BASE_URL: 'http://localhost:11434/v1' }])(
    'come from an OpenAI-compatible service with %o',
    (environment) => {
      expect(readConfiguration(environment).openAi).toBeDefined();
    },
  );
});
