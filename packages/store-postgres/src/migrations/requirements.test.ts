import { describe, expect, it } from 'vitest';
import { type DatabaseFacts, unmetRequirement } from './requirements.js';

const good: DatabaseFacts = {
  serverVersion: '15.2 (Debian 15.2-1.pgdg120+1)',
  installedVector: '0.8.0',
  availableVector: '0.8.0',
  role: 'app',
  database: 'picard',
  schema: 'public',
  mayCreateTables: true,
};

describe('unmetRequirement', () => {
  it.each<[string, Partial<DatabaseFacts>]>([
    ['the oldest versions', {}],
    ['later versions', { serverVersion: '18.6', installedVector: '0.10.1' }],
    ['a pre-release', { serverVersion: '19beta1' }],
    ['an extension that can be created', { installedVector: undefined }],
    ['a major version of pgvector', { installedVector: '1.0', availableVector: undefined }],
  ])('finds nothing wrong with %s', (_, facts) => {
    expect(unmetRequirement({ ...good, ...facts })).toBeUndefined();
  });

  it.each<[string, Partial<DatabaseFacts>, readonly string[]]>([
    ['an old server', { serverVersion: '14.11' }, ['PostgreSQL 15', '14.11']],
    [
      'a server without pgvector',
      { installedVector: undefined, availableVector: undefined },
      ['pgvector 0.8', 'not installed'],
    ],
    [
      'a server with an old pgvector',
      { installedVector: undefined, availableVector: '0.7.4' },
      ['0.7.4', 'upgrade its package'],
    ],
    [
      'an old extension on such a server',
      { installedVector: '0.6.0', availableVector: '0.7.4' },
      ['0.7.4', 'upgrade its package'],
    ],
    [
      'an old extension on a new server',
      { installedVector: '0.7.4' },
      ['"picard"', '0.7.4', 'alter extension vector update'],
    ],
  ])('says of %s what to do, in one line', (_, facts, words) => {
    const line = unmetRequirement({ ...good, ...facts });
    for (const word of words) expect(line).toContain(word);
    expect(line).not.toContain('\n');
  });
});
