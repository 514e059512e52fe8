import type { UserId } from '../../ids.js';
import { distinctLabels, labelKey } from '../../memory/label.js';
import type { LabelKind, LabelRename, MemoryFacts, NewMemory } from '../../ports/memory-store.js';
import type { MemoryTable } from './memory-table.js';

type Labelled = Pick<MemoryFacts, 'tags' | 'category'>;

/** The spelling that each owner wrote first of each label. */
export interface Spellings {
  /** The memory with its labels as they are shown; those that are new become known. */
  spelled<Memory extends Labelled>(ownerId: UserId, memory: Memory): Memory;
  /** See `MemoryStore.renameLabel`; returns the changed memories. */
  rename(
    table: MemoryTable,
    ownerId: UserId,
    rename: LabelRename,
  ): readonly NewMemory[] | undefined;
  forget(ownerId: UserId): void;
}

export function spellings(): Spellings {
  const known = new Map<UserId, Map<string, string>>();

  function of(ownerId: UserId): Map<string, string> {
    const found = known.get(ownerId) ?? new Map<string, string>();
    known.set(ownerId, found);
    return found;
  }

  function shown(ownerId: UserId, kind: LabelKind, label: string): string {
    const place = placeOf(kind, label);
    const spelling = of(ownerId).get(place) ?? label;
    of(ownerId).set(place, spelling);
    return spelling;
  }

  return {
    spelled: (ownerId, memory) => ({
      ...memory,
      tags: distinctLabels(memory.tags).map((tag) => shown(ownerId, 'tag', tag)),
      category:
        memory.category === undefined ? undefined : shown(ownerId, 'category', memory.category),
    }),
    rename(table, ownerId, { kind, from, to, now }) {
      const own = table.all().filter(({ memory }) => memory.ownerId === ownerId);
      const carrying = (label: string) => own.filter(({ memory }) => carries(memory, kind, label));
      const rows = carrying(from);
      if (rows.length === 0) return undefined;
      const merges = labelKey(from) !== labelKey(to) && carrying(to).length > 0;
      const spelling = merges ? (of(ownerId).get(placeOf(kind, to)) ?? to) : to;
      of(ownerId).delete(placeOf(kind, from));
      of(ownerId).set(placeOf(kind, to), spelling);
      return rows.flatMap((row) => {
        const renamed = relabelled(row.memory, kind, from, spelling);
        if (isSame(renamed, row.memory)) return [];
        const updatedAt = new Date(Math.max(now.getTime(), row.memory.updatedAt.getTime() + 1));
        const memory = { ...renamed, updatedAt };
        table.put({ ...row, memory });
        return [memory];
      });
    },
    forget: (ownerId) => void known.delete(ownerId),
  };
}

/** Whether the memory carries the label. */
export function carries({ tags, category }: Labelled, kind: LabelKind, label: string): boolean {
  const labels = kind === 'tag' ? tags : category === undefined ? [] : [category];
  return labels.some((each) => labelKey(each) === labelKey(label));
}

function placeOf(kind: LabelKind, label: string): string {
  return `${kind} ${labelKey(label)}`;
}

function relabelled(memory: NewMemory, kind: LabelKind, from: string, to: string): NewMemory {
  if (kind === 'category') return { ...memory, category: to };
  const replaced = memory.tags.map((tag) =>
    [labelKey(from), labelKey(to)].includes(labelKey(tag)) ? to : tag,
  );
  return { ...memory, tags: distinctLabels(replaced) };
}

function isSame(left: Labelled, right: Labelled): boolean {
  return (
    JSON.stringify([left.tags, left.category]) === JSON.stringify([right.tags, right.category])
  );
}
