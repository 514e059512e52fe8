import type { Memory } from '@picard-mcp/core';
import { migrate, postgresStore } from '@picard-mcp/store-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from './load-dump.js';
import { isReadableBy, type ManifestMemory, manifest, userId, users } from './manifest.js';
import {
  installationDump,
  type UpgradedInstallation,
  upgradeInstallation,
} from './open-installation.js';

/** As JSON has it, in an order that does not matter. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const sorted = (ids: readonly string[]) => [...ids].sort();

describe.each(databaseKinds)(
  'an installation of November 2026 on $title',
  ({ isSkipped, load }) => {
    describe.skipIf(isSkipped)('after the upgrade', () => {
      let installation: UpgradedInstallation;

      beforeAll(async () => {
        installation = await upgradeInstallation(load);
      });
      afterAll(() => installation?.close());

      const as = (id: string) => installation.picard.as(id);

      async function ownMemories(name: string): Promise<readonly Memory[]> {
        const { memories } = as(userId(name));
        const pages = [
          await memories.list({ limit: 200 }),
          await memories.list({ limit: 200, expired: true }),
        ];
        return pages.flatMap((page) => page.memories);
      }

      it.each(users)('has every memory of $name as it was', async ({ name }) => {
        const kept = await ownMemories(name);
        const expected = manifest.memories.filter(({ owner }) => owner === name);
        expect(kept).toHaveLength(expected.length);
        const byId = new Map(kept.map((memory) => [memory.id as string, memory]));
        for (const { owner, tags, category, sharedWith, ...fields } of expected) {
          const memory = byId.get(fields.id);
          expect(plain(memory)).toMatchObject({ ...fields, userId: userId(owner) });
          expect(memory?.metadata).toEqual(fields.metadata);
          expect(memory?.expirationDate?.toISOString()).toBe(fields.expirationDate);
          expect(sorted(memory?.sharedWith?.userIds ?? [])).toEqual(
            sorted(sharedWith?.userIds ?? []),
          );
          expect(sorted(memory?.sharedWith?.groupIds ?? [])).toEqual(
            sorted(sharedWith?.groupIds ?? []),
          );
        }
      });

      it.each(users)('lets $name read what they could read, and nothing else', async ({ id }) => {
        const { memories } = as(id);
        const read = async (memoryId: string) =>
          memories.get(memoryId).then(
            ({ text }) => text,
            (error: { code?: string }) => error.code,
          );
        const expected = (memory: ManifestMemory) =>
          isReadableBy(id, memory) ? memory.text : 'not_found';
        for (const memory of manifest.memories) {
          expect([memory.id, await read(memory.id)]).toEqual([memory.id, expected(memory)]);
        }
        for (const deleted of manifest.deletedMemoryIds)
          expect(await read(deleted)).toBe('not_found');
      });

      it.each(users)('lists for $name what others let them read', async ({ id }) => {
        for (const owner of users.filter((user) => user.id !== id)) {
          const page = await as(id).memories.list({ userId: owner.id, limit: 200 });
          const expected = manifest.memories.filter(
            (memory) => memory.owner === owner.name && isReadableBy(id, memory),
          );
          expect(sorted(page.memories.map((memory) => memory.id))).toEqual(
            sorted(expected.map((memory) => memory.id)),
          );
        }
      });

      it('finds memories, also those that had no embedding yet', async () => {
        await installation.picard.reembed();
        for (const words of ['boiler', 'receipts']) {
          const [found] = await as(userId('ann')).memories.query({ query: words, limit: 1 });
          expect(found?.text).toContain(words);
        }
      });

      it('has every group with its members', async () => {
        for (const { ownerId, memberIds, ...group } of manifest.groups) {
          const all = await as(ownerId).groups.list();
          const kept = all.find(({ id }) => id === group.id);
          expect(plain(kept)).toMatchObject({ ...group, ownerId });
          expect(sorted(kept?.memberIds ?? [])).toEqual(sorted(memberIds));
          for (const memberId of memberIds) {
            const ofMember = await as(memberId).groups.list();
            expect(ofMember.map(({ id }) => id as string)).toContain(group.id);
          }
        }
      });

      it.each(users)(
        'has the account, the profile and the record of activity of $name',
        async ({ name, id }) => {
          const account = manifest.accounts.find((each) => each.id === id);
          expect(account).toBeDefined();
          const kept = await installation.store.users.list({ limit: 100 });
          expect(plain(kept.find((user) => user.id === id))).toMatchObject({ ...account });
          expect(plain(await as(id).profile.own())).toMatchObject({ ...manifest.profiles[name] });
          const { entries } = await as(id).activity.list({
            ...{ since: '2026-08-01T00:00:00Z', until: '2026-11-30T12:01:00Z', limit: 200 },
          });
          const expected = manifest.activity[name] ?? [];
          expect(entries).toHaveLength(expected.length);
          expect(plain(entries)).toMatchObject(expected);
        },
      );

      it('has as many users as before', async () => {
        expect(await installation.store.totals.read()).toMatchObject({
          users: users.length,
          activeUsers: users.length,
        });
      });
    });

    it.skipIf(isSkipped)('is not changed by being opened again', async () => {
      const loaded = await load(installationDump);
      try {
        await (await postgresStore(loaded.place)).close();
        const before = await loaded.query<{ content: string }>(wholeDatabase);
        expect(before.some(({ content }) => content.includes(userId('ann')))).toBe(true);
        expect(await migrate(loaded.place)).toEqual([]);
        await (await postgresStore(loaded.place)).close();
        expect(await loaded.query(wholeDatabase)).toEqual(before);
      } finally {
        await loaded.remove();
      }
    });
  },
);

/** Tables with all their rows, columns and indexes, as one text each. */
const wholeDatabase = `
  select table_name || query_to_xml(format('select to_jsonb(r)::text as r from %I as r order by 1', table_name),
      true, false, '')::text as content
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
  union all
  select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
    from information_schema.columns where table_schema = 'public'
  union all
  select indexdef from pg_indexes where schemaname = 'public'
  order by content`;
