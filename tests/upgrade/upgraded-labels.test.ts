import type { Memory } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanLabel,
  firstSpellings,
  identitiesOf,
  type LabelKind,
  labelIdentity,
  labelsOf,
} from './labels.js';
import { databaseKinds } from './load-dump.js';
import { isReadableBy, type ManifestMemory, manifest, userId, users } from './manifest.js';
import { type UpgradedInstallation, upgradeInstallation } from './open-installation.js';

const memoriesOf = (name: string) => manifest.memories.filter(({ owner }) => owner === name);
const sorted = (texts: Iterable<string>) => [...texts].sort();

/** The labels of one kind that a memory has now. */
const shownLabels = ({ tags, category }: Memory, kind: LabelKind): readonly string[] =>
  kind === 'tags' ? tags : category === undefined ? [] : [category];

/** How often each label stands on the memories: by what `key` makes of it. */
function countsOf(memories: readonly ManifestMemory[], key: (label: string) => string) {
  const keys = memories.flatMap(({ tags }) => [...new Set(tags.map(key))]);
  return sorted(new Set(keys)).map((each) => [each, keys.filter((other) => other === each).length]);
}

/**
 * Labels are compared by their identity. As long as each spelling is a label of its own, all are as they were;
 * once the spellings of a label are one, the first one is shown.
 */
describe.each(databaseKinds)('labels of November 2026 on $title', ({ isSkipped, load }) => {
  describe.skipIf(isSkipped)('after the upgrade', () => {
    let installation: UpgradedInstallation;
    let isMerged: boolean;

    beforeAll(async () => {
      installation = await upgradeInstallation(load);
      const tags = await installation.picard.as(userId('ann')).memories.listTags();
      isMerged = identitiesOf(tags.map(({ tag }) => tag)).length === tags.length;
    });
    afterAll(() => installation?.close());

    const memories = (name: string) => installation.picard.as(userId(name)).memories;

    async function current(name: string): Promise<ReadonlyMap<string, Memory>> {
      const pages = [{ expired: false }, { expired: true }].map((only) =>
        memories(name).list({ limit: 200, ...only }),
      );
      const all = (await Promise.all(pages)).flatMap((page) => page.memories);
      return new Map(all.map((memory) => [memory.id, memory]));
    }

    it.each(users)('are those of $name, on every memory', async ({ name }) => {
      const found = await current(name);
      for (const memory of memoriesOf(name)) {
        for (const kind of ['tags', 'category'] as const) {
          const kept = found.get(memory.id);
          const shown = kept ? shownLabels(kept, kind) : ['no memory'];
          const before = labelsOf(memory, kind);
          expect(identitiesOf(shown)).toEqual(identitiesOf(before));
          if (!isMerged) {
            expect(shown).toEqual(before);
            continue;
          }
          expect(shown).toHaveLength(identitiesOf(before).length);
          for (const label of shown) {
            const first = firstSpellings(memoriesOf(name), kind, labelIdentity(label));
            expect(first).toContain(cleanLabel(label));
          }
        }
      }
    });

    it.each(users)(
      'are listed for $name with the number of memories that carry them',
      async ({ name }) => {
        const listed = await memories(name).listTags();
        const key = isMerged ? labelIdentity : (label: string) => label;
        const counts = listed.map(({ tag, count }) => [key(tag), count] as const);
        const live = memoriesOf(name).filter(({ isExpired }) => !isExpired);
        expect(counts.sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(countsOf(live, key));
      },
    );

    it.each(users)('find the memories of $name by every spelling', async ({ name }) => {
      const key = isMerged ? labelIdentity : (label: string) => label;
      const live = memoriesOf(name).filter(({ isExpired }) => !isExpired);
      for (const kind of ['tags', 'category'] as const) {
        for (const label of new Set(live.flatMap((memory) => labelsOf(memory, kind)))) {
          const filter = kind === 'tags' ? { tags: [label] } : { category: label };
          const page = await memories(name).list({ ...filter, limit: 200 });
          const expected = live.filter((memory) =>
            labelsOf(memory, kind).some((other) => key(other) === key(label)),
          );
          expect([label, sorted(page.memories.map(({ id }) => id))]).toEqual([
            label,
            sorted(expected.map(({ id }) => id)),
          ]);
        }
      }
    });

    it.each(users)('are what the personas of $name go by', async ({ id }) => {
      const personas = await installation.picard.as(id).personas.list();
      const expected = manifest.personas.filter((persona) => persona.userId === id);
      const changed = personas.filter(({ settings }) => settings?.createdAt !== undefined);
      expect(changed).toHaveLength(expected.length);
      for (const { memoryFilter, ...before } of expected) {
        const { settings, ...persona } = changed.find((each) => each.id === before.id) ?? {};
        const { tags, category, ...rest } = settings?.memoryFilter ?? {};
        expect(JSON.parse(JSON.stringify({ ...settings, ...persona }))).toMatchObject(before);
        const { tags: tagsBefore = [], category: categoryBefore, ...restBefore } = memoryFilter;
        expect(JSON.parse(JSON.stringify(rest))).toEqual(restBefore);
        expect(identitiesOf(tags ?? [])).toEqual(identitiesOf(tagsBefore));
        expect(category && labelIdentity(category)).toBe(
          categoryBefore && labelIdentity(categoryBefore),
        );
      }
    });

    it('choose the memories that a persona answers from', async () => {
      const key = isMerged ? labelIdentity : (label: string) => label;
      for (const { id, userId: ownerId, memoryFilter } of manifest.personas) {
        const { tags = [], category, createdAfter = '', permission } = memoryFilter;
        const { memories: given } = await installation.picard
          .as(ownerId)
          .personas.prompt({ personaId: id, prompt: 'What is there to know?' });
        const expected = manifest.memories.filter(
          (memory) =>
            userId(memory.owner) === ownerId &&
            isReadableBy(ownerId, memory) &&
            tags.every((tag) => memory.tags.map(key).includes(key(tag))) &&
            (category === undefined || key(memory.category ?? '') === key(category)) &&
            (permission === undefined || memory.permission === permission) &&
            memory.createdAt >= String(createdAfter),
        );
        expect(sorted(given.map((memory) => memory.id))).toEqual(
          sorted(expected.map((memory) => memory.id)),
        );
      }
    });
  });
});
