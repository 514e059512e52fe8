import { inspect } from 'node:util';
import { newId, PicardError, type UserId } from '@picard-mcp/core';
import { silentLogger, type UserAccount } from '@picard-mcp/core/ports';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate, postgresStore } from '../postgres-store.js';
import { describeDatabases } from '../testing/describe-databases.js';
import { createEmptyDatabase, dropDatabase } from '../testing/template-database.js';
import type { TestStore } from '../testing/test-store.js';
import { migrations } from './migrations.js';

const names = migrations.map(({ name }) => name);

describeDatabases('the schema', (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  it('is made of the migrations for its kind of database', async () => {
    const applied = await store.sql<{ name: string }>(
      'select name from picard_migrations order by id',
    );
    const expected = migrations.filter(({ kinds }) => kinds.includes(database.kind));
    expect(applied.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  });

  it('begins every key of a table that belongs to owners with the owner', async () => {
    const keys = await store.sql<{ table: string; first: string }>(`
      select table_name as "table", column_name as first
      from information_schema.key_column_usage
      join information_schema.table_constraints using (constraint_schema, constraint_name, table_name)
      where constraint_type = 'PRIMARY KEY' and ordinal_position = 1 and table_name in (
        select table_name from information_schema.columns where column_name = 'owner_id'
      )`);
    expect(keys.length).toBeGreaterThan(3);
    for (const { first } of keys) expect(first).toBe('owner_id');
  });

  it(`has an HNSW index ${database.kind === 'postgres' ? 'here' : 'elsewhere'}`, async () => {
    const indexes = await store.sql(`select from pg_indexes where indexdef like '%hnsw%'`);
    expect(indexes).toHaveLength(database.kind === 'postgres' ? 1 : 0);
  });
});

describeDatabases('migrating a server', { only: 'postgres' }, () => {
  let connectionString: string;
  const roles: string[] = [];
  beforeEach(async () => {
    connectionString = await createEmptyDatabase(process.env.PICARD_TEST_DATABASE_URL ?? '');
  });
  afterEach(async () => {
    await dropDatabase(connectionString);
    for (const role of roles.splice(0))
      await sql(`drop role ${role}`, process.env.PICARD_TEST_DATABASE_URL);
  });

  async function sql(
    text: string,
    url = connectionString,
  ): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** A role that may do little, and the way in for it. */
  async function asRole(grants: (role: string) => string): Promise<string> {
    const role = `picard_test_role_${crypto.randomUUID().replaceAll('-', '')}`;
    await sql(`create role ${role} login password 'secret'; ${grants(role)}`);
    roles.push(role);
    const url = new URL(connectionString);
    url.username = role;
    url.password = 'secret';
    return url.href;
  }

  it('names what it ran, and runs nothing twice', async () => {
    const info = vi.fn();
    expect(await migrate({ connectionString, logger: { ...silentLogger, info } })).toEqual(names);
    expect(info).toHaveBeenCalledWith({ migrations: names }, expect.any(String));
    expect(await migrate({ connectionString })).toEqual([]);
  });

  it('serves 20 instances that start at once on an empty database', async () => {
    const stores = await Promise.all(
      Array.from({ length: 20 }, () => postgresStore({ connectionString, poolSize: 1 })),
    );
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
    expect(await sql('select name from picard_migrations order by id')).toEqual(
      names.map((name) => ({ name })),
    );
  });

  it('keeps the users that it finds, as local accounts, when realms come', async () => {
    const id = '5f0c6c1e-9a51-4f8b-8f0e-2f3c4d5e6f70';
    for (const migration of migrations.slice(0, 2))
      if ('sql' in migration) await sql(migration.sql);
    await sql(`
      create table picard_migrations (
        id serial primary key, name varchar(255) not null, run_on timestamp not null
      );
      insert into picard_migrations (name, run_on) values ('001-initial', now()), ('002-hnsw', now());
      insert into users (id, username, email, is_superuser, created_at)
      values ('${id}', 'Admin', 'Admin@Example.org', true, '2029-01-01T00:00:00Z')`);
    expect(await migrate({ connectionString })).toEqual(names.slice(2));

    const store = await postgresStore({ connectionString });
    const admin = await store.users.findByUsername('admin');
    expect(admin).toMatchObject({ id, realm: undefined, isSuperuser: true, isActive: true });
    const other: UserAccount = {
      id: newId<UserId>(),
      realm: undefined,
      username: 'ADMIN',
      email: 'admin@example.org',
      passwordHash: undefined,
      isSuperuser: false,
      isActive: true,
      createdAt: new Date('2030-01-01T00:00:00Z'),
    };
    for (const taken of [{ email: 'b@example.org' }, { username: 'b' }]) {
      const insert = store.users.insert({ ...other, ...taken });
      await expect(insert).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await store.users.insertIfAbsent({ ...other, realm: 'shop' })).toMatchObject({
      id: other.id,
    });
    expect(await store.users.findByUsername('admin')).toEqual(admin);
    expect(await store.users.findByEmail('admin@example.org')).toEqual(admin);
    await store.close();
  });

  it('refuses a schema that is newer than this code', async () => {
    await migrate({ connectionString });
    await sql(`insert into picard_migrations (name, run_on) values ('999-holodeck', now())`);
    await expect(postgresStore({ connectionString })).rejects.toMatchObject({
      message: expect.stringMatching(/newer than this version.*999-holodeck/),
    });
  });

  it('leaves nothing half done when a migration fails', async () => {
    await sql('create table memory_shares (mine integer)');
    await expect(migrate({ connectionString })).rejects.toBeInstanceOf(PicardError);
    expect(
      await sql(`select tablename from pg_tables where tablename in ('users', 'memories')`),
    ).toEqual([]);
    await sql('drop table memory_shares');
    expect(await migrate({ connectionString })).toEqual(names);
  });

  it('needs no right to create once the schema is up to date', async () => {
    await migrate({ connectionString });
    const serving = await asRole(
      (role) => `
      grant select, insert, update, delete on all tables in schema public to ${role};
      grant usage on all sequences in schema public to ${role}`,
    );
    const store = await postgresStore({ connectionString: serving });
    expect(await store.dataKeys.find([])).toEqual([]);
    await store.close();
  });

  it('says in one line what a role lacks that may not create tables', async () => {
    const weak = await asRole(() => 'revoke create on schema public from public');
    await expect(migrate({ connectionString: weak })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(
        /role "picard_test_role_\w+" may not create tables in schema "public"/,
      ),
    });
  });

  it('needs no superuser where the extension is there', async () => {
    await sql('create extension vector');
    const owner = await asRole((role) => `grant create on schema public to ${role}`);
    expect(await migrate({ connectionString: owner })).toEqual(names);
  });

  it('lives in the schema that the search path names', async () => {
    await sql('create extension vector; create schema starfleet');
    const url = new URL(connectionString);
    url.searchParams.set('options', '-c search_path=starfleet,public');
    expect(await migrate({ connectionString: url.href })).toEqual(names);
    expect(await migrate({ connectionString: url.href })).toEqual([]);
    const tables = await sql(
      `select distinct schemaname from pg_tables where tablename in ('memories', 'picard_migrations')`,
    );
    expect(tables).toEqual([{ schemaname: 'starfleet' }]);
  });

  describe('without a way in', () => {
    it('names the place and the reason, and no password', async () => {
      const url = new URL(connectionString);
      url.port = '1';
      url.password = 'hunter2';
      await expect(migrate({ connectionString: url.href })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/at 127\.0\.0\.1:1 .*ECONNREFUSED/),
      });
      const error: unknown = await migrate({ connectionString: url.href }).catch(
        (thrown) => thrown,
      );
      expect(inspect(error)).not.toContain('hunter2');
    });

    it.each(['postgres://me:hunter2@127.0.0.1:99999/db', 'postgres://me:hunter2@[::1/db'])(
      'refuses %j without repeating it',
      async (unreadable) => {
        const error: unknown = await migrate({ connectionString: unreadable }).catch(
          (thrown) => thrown,
        );
        expect(error).toMatchObject({ name: 'PicardError', code: 'invalid_input' });
        expect(inspect(error)).not.toContain('hunter2');
      },
    );

    it('names a database that is not there', async () => {
      const url = new URL(connectionString);
      url.pathname = '/picard_test_nowhere';
      await expect(postgresStore({ connectionString: url.href })).rejects.toMatchObject({
        message: expect.stringMatching(/"picard_test_nowhere".*3D000/),
      });
    });
  });
});
