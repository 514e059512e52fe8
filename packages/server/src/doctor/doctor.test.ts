import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEncryptionKey, newId, PicardError, type UserId } from '@picard-mcp/core';
import {
  envelopeCipher,
  extractiveModel,
  localEmbedder,
  parseKeyRing,
} from '@picard-mcp/core/builtin';
import { type Embedder, silentLogger } from '@picard-mcp/core/ports';
import { memoryStore, newMemory } from '@picard-mcp/core/testing';
import { fileSigningKeys, openKeySet } from '@picard-mcp/oauth';
import { type DatabaseReport, postgresStore } from '@picard-mcp/store-postgres';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { checkDataFolder } from './check-data-folder.js';
import { checkDatabase } from './check-database.js';
import { checkDataKeys, checkSigningKeys } from './check-keys.js';
import { checkEmbedder, checkEmbeddings, checkLanguageModel } from './check-services.js';
import { examine } from './examine.js';
import { type Finding, findingLines } from './finding.js';
import { expectAdvice } from './testing/expect-advice.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picard-doctor-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the doctor on the database', () => {
  const good: DatabaseReport = {
    serverVersion: '17.2',
    vectorVersion: '0.8.0',
    unmet: undefined,
    applied: ['001-initial', '002-next'],
    pending: [],
    unknown: [],
    clockAheadMs: -40,
  };
  const look = (report: Partial<DatabaseReport>) =>
    checkDatabase(async () => ({ ...good, ...report }), false);

  it('finds one that is well', async () => {
    const { findings, isUsable } = await look({});
    expect(isUsable).toBe(true);
    expect(findings.map(({ state, subject }) => [state, subject])).toEqual([
      ['ok', 'database'],
      ['ok', 'schema'],
      ['ok', 'clock'],
    ]);
    expect(findings[0]?.text).toBe('PostgreSQL 17.2, pgvector 0.8.0');
  });

  it.each<[string, Partial<DatabaseReport>, Finding['state'], string, RegExp]>([
    [
      'an old server',
      { unmet: 'Picard needs PostgreSQL 15.' },
      'FAIL',
      'database',
      /PostgreSQL 15/,
    ],
    ['a newer schema', { unknown: ['999-x'] }, 'FAIL', 'schema', /newer .*999-x/],
    ['migrations to come', { pending: ['003-y'] }, 'warn', 'schema', /002-next; 003-y to come/],
    ['an empty database', { applied: [], pending: ['001-initial'] }, 'warn', 'schema', /^empty$/],
  ])('tells of %s, and then looks into no table', async (_, report, state, subject, text) => {
    const { findings, isUsable } = await look(report);
    const found = findings.find((each) => each.subject === subject);
    expect(found).toMatchObject({ state, text: expect.stringMatching(text) });
    expectAdvice(findings);
    expect(isUsable).toBe(false);
  });

  it.each<[number, Finding['state'], RegExp]>([
    [1_000, 'ok', /agrees/],
    [-2_500, 'warn', /2\.5 s behind/],
    [1_600, 'warn', /1\.6 s ahead of/],
    [45_000, 'FAIL', /45\.0 s ahead of/],
  ])('judges a clock that is %d ms ahead: %s', async (clockAheadMs, state, text) => {
    const { findings } = await look({ clockAheadMs });
    const found = findings.find(({ subject }) => subject === 'clock');
    expect(found).toMatchObject({ state, text: expect.stringMatching(text) });
    expectAdvice(findings);
  });

  it('tells of one that does not answer, and of an embedded one that is in use', async () => {
    const refuse = () => Promise.reject(new PicardError('unavailable', 'No answer at db:5432.'));
    const server = await checkDatabase(refuse, false);
    expect(server).toMatchObject({ findings: [{ state: 'FAIL' }], isUsable: false });
    expect(server.findings[0]?.text).toContain('db:5432');
    const embedded = await checkDatabase(refuse, true);
    expect(embedded.findings).toMatchObject([{ state: 'warn', advice: /stop the server/ }]);
    expectAdvice([...server.findings, ...embedded.findings]);
  });
});

describe('the doctor on keys', () => {
  const own = parseKeyRing(generateEncryptionKey('own'));
  const ownerId = newId<UserId>();

  async function storeWithKey() {
    const store = memoryStore();
    const cipher = envelopeCipher({ keys: own, dataKeys: store.dataKeys });
    await cipher.seal([{ ownerId, memoryId: ownerId, field: 'text', text: 'x' }]);
    return store;
  }

  it.each<[string, string, Finding['state'], RegExp]>([
    ['the ring that made them', '', 'ok', /encrypted with own/],
    ['a ring without their key', generateEncryptionKey('new'), 'FAIL', /lacks own/],
    ['a different key with the same name', generateEncryptionKey('own'), 'FAIL', /different key/],
  ])('looks at data keys with %s', async (_, ring, state, text) => {
    const store = await storeWithKey();
    const keys = ring === '' ? own : parseKeyRing(ring);
    const findings = await checkDataKeys(store, keys, silentLogger);
    expect(findings).toMatchObject([{ state, text: expect.stringMatching(text) }]);
    expectAdvice(findings);
    expect(await store.dataKeys.find([ownerId])).toHaveLength(1);
  });

  it('tells of data keys that still need the old key', async () => {
    const key = generateEncryptionKey('own');
    const store = memoryStore();
    const cipher = envelopeCipher({ keys: parseKeyRing(key), dataKeys: store.dataKeys });
    await cipher.seal([{ ownerId, memoryId: ownerId, field: 'text', text: 'x' }]);
    const rotated = parseKeyRing(`${generateEncryptionKey('new')},${key}`);
    const findings = await checkDataKeys(store, rotated, silentLogger);
    expect(findings).toMatchObject([
      { state: 'warn', advice: expect.stringContaining('rotate-keys') },
    ]);
  });

  it('makes no signing key, and tells of one that does not open', async () => {
    const storage = fileSigningKeys(join(folder, 'signing-keys'));
    expect(await checkSigningKeys(storage, own)).toMatchObject([{ state: 'note' }]);
    expect(await storage.list()).toEqual([]);
    await openKeySet({ storage, encryptionKeys: own });
    expect(await checkSigningKeys(storage, own)).toMatchObject([{ state: 'ok' }]);
    const other = parseKeyRing(generateEncryptionKey('other'));
    const findings = await checkSigningKeys(storage, other);
    expect(findings).toMatchObject([{ state: 'FAIL' }]);
    expectAdvice(findings);
  });
});

describe('the doctor on services', () => {
  const down = new PicardError('unavailable', 'The service answers 500.');

  it('asks the embedder and the language model', async () => {
    expect(await checkEmbedder(localEmbedder())).toMatchObject([{ state: 'ok' }]);
    expect(await checkLanguageModel(undefined)).toMatchObject([{ state: 'ok' }]);
    expect(await checkLanguageModel(extractiveModel())).toMatchObject([{ state: 'ok' }]);
    const broken: Embedder = { ...localEmbedder(), embed: () => Promise.reject(down) };
    const model = { ...extractiveModel(), generate: () => Promise.reject(down) };
    const findings = [...(await checkEmbedder(broken)), ...(await checkLanguageModel(model))];
    expect(findings).toMatchObject([{ state: 'FAIL' }, { state: 'FAIL' }]);
    for (const { text } of findings) expect(text).toContain('answers 500');
    expectAdvice(findings);
  });

  it('counts memories of other models, and those that wait', async () => {
    const store = memoryStore();
    expect(await checkEmbeddings(store, 'new')).toMatchObject([{ state: 'ok' }]);
    const vector = new Float32Array([1, 0]);
    await store.memories.insert([
      newMemory({ embedding: { model: 'new', vector } }),
      newMemory({ embedding: { model: 'old', vector } }),
      newMemory(),
    ]);
    const findings = await checkEmbeddings(store, 'new');
    expect(findings.map(({ state }) => state).sort()).toEqual(['note', 'ok', 'warn']);
    expect(findings.find(({ state }) => state === 'warn')?.advice).toContain('reembed');
  });
});

describe('the doctor on the data folder', () => {
  it('takes one that only its owner can open', async () => {
    await chmod(folder, 0o700);
    expect(await checkDataFolder(folder)).toMatchObject([{ state: 'ok' }]);
    expect(await checkDataFolder(join(folder, 'later'))).toMatchObject([{ state: 'note' }]);
  });

  it('warns of keys that others may read, not of those in a closed folder', async () => {
    await writeFile(join(folder, 'encryption-keys'), 'x');
    await chmod(join(folder, 'encryption-keys'), 0o644);
    await chmod(folder, 0o755);
    const findings = await checkDataFolder(folder);
    expect(findings).toMatchObject([{ state: 'warn', text: /encryption-keys/ }]);
    expectAdvice(findings);
    await chmod(folder, 0o700);
    expect(await checkDataFolder(folder)).toMatchObject([{ state: 'ok' }]);
  });

  it('refuses what is no folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const findings = await checkDataFolder(file);
    expect(findings).toMatchObject([{ state: 'FAIL' }]);
    expectAdvice(findings);
  });
});

describe('the doctor as a whole', () => {
  const context = (dataDir: string, variables: Record<string, string> = {}) => ({
    configuration: readConfiguration({ PICARD_DATA_DIR: dataDir, PICARD_PORT: '1', ...variables }),
    logger: silentLogger,
    print: () => undefined,
  });
  const states = (findings: readonly Finding[]) =>
    Object.fromEntries(findings.map(({ subject, state }) => [subject, state]));

  it('makes nothing where nothing is yet', async () => {
    const dataDir = join(folder, 'later');
    const findings = await examine(context(dataDir));
    expect(findings.some(({ state }) => state === 'FAIL' || state === 'warn')).toBe(false);
    expect(await checkDataFolder(dataDir)).toMatchObject([{ state: 'note' }]);
  });

  it('looks into an embedded database and leaves it as it is', async () => {
    const key = generateEncryptionKey('own');
    const variables = { PICARD_ENCRYPTION_KEYS: key };
    await prepareDataDir(folder);
    const store = await postgresStore({ dataDir: folder });
    const cipher = envelopeCipher({ keys: parseKeyRing(key), dataKeys: store.dataKeys });
    const ownerId = newId<UserId>();
    await cipher.seal([{ ownerId, memoryId: ownerId, field: 'text', text: 'x' }]);
    expect(states(await examine(context(folder, variables)))).toMatchObject({ database: 'warn' });
    await store.close();

    const well = await examine(context(folder, variables));
    expect(states(well)).toMatchObject({ database: 'ok', schema: 'ok', 'data keys': 'ok' });
    const other = { PICARD_ENCRYPTION_KEYS: generateEncryptionKey('other') };
    const ill = await examine(context(folder, other));
    expect(states(ill)).toMatchObject({ database: 'ok', 'data keys': 'FAIL' });
  }, 60_000);

  it('says of a broken key ring what to restore, and shows no key', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'encryption-keys'), 'own:SECRET\n');
    const findings = await examine(context(folder));
    expect(states(findings)).toMatchObject({ 'encryption keys': 'FAIL' });
    expect(JSON.stringify(findings)).not.toContain('SECRET');
    expectAdvice(findings);
  });

  it('writes a table with what to do, and counts what is wrong', () => {
    const lines = findingLines([
      { state: 'ok', subject: 'clock', text: 'agrees' },
      { state: 'FAIL', subject: 'database', text: 'gone', advice: 'start it' },
    ]);
    expect(lines).toEqual([
      'ok    clock:     agrees',
      'FAIL  database:  gone',
      '                 To do: start it',
      '',
      '1 fault.',
    ]);
  });
});
