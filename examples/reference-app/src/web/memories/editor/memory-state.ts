import { z } from 'zod';
import type { Memory, Permission } from '../../memory-service/tools.js';

/** Who may read a memory. */
export interface Sharing {
  readonly permission: Permission;
  /** Only with the permission `shared`. */
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** What of a memory can be edited. */
export interface MemoryState {
  readonly text: string;
  readonly tags: readonly string[];
  readonly category: string | undefined;
  /** ISO 8601 with `Z`; `undefined`: never. */
  readonly expiresAt: string | undefined;
  readonly sharing: Sharing;
}

/** The state that somebody began to edit, and which of the memory's versions it is. */
export interface BaseVersion extends MemoryState {
  /** ISO 8601 with `Z`. */
  readonly updatedAt: string;
  /** The form holds a text that was merged: it may have marks of conflicts. */
  readonly isMerging: boolean;
}

/** No memory has more; each is a request to the server. */
const ids = z.array(z.uuid()).max(200);

const baseVersion: z.ZodType<BaseVersion> = z.object({
  text: z.string(),
  tags: z.array(z.string()),
  category: z.string().optional(),
  expiresAt: z.iso.datetime().optional(),
  sharing: z.object({
    permission: z.enum(['private', 'public', 'shared']),
    userIds: ids,
    groupIds: ids,
  }),
  updatedAt: z.iso.datetime(),
  isMerging: z.boolean(),
}) as z.ZodType<BaseVersion>;

export const onlyOwner: Sharing = { permission: 'private', userIds: [], groupIds: [] };

export function stateOf(memory: Memory): MemoryState {
  const { text, tags, category, expiration_date, permission, shared_with } = memory;
  return {
    text,
    tags,
    category: category ?? undefined,
    expiresAt: expiration_date ?? undefined,
    sharing: {
      permission,
      userIds: shared_with?.user_ids ?? [],
      groupIds: shared_with?.group_ids ?? [],
    },
  };
}

export function baseOf(memory: Memory, { isMerging = false } = {}): BaseVersion {
  return { ...stateOf(memory), updatedAt: memory.updated_at, isMerging };
}

/** As a hidden field of the editor carries it. */
export function writeBase(base: BaseVersion): string {
  return JSON.stringify(base);
}

/** Answers nothing for what is no version. */
export function readBase(written: string): BaseVersion | undefined {
  try {
    return baseVersion.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}

/** The parts of a memory that people tell apart. */
export const parts = ['text', 'tags', 'category', 'expiresAt', 'sharing'] as const;

export type Part = (typeof parts)[number];

/** Whether a part of two states is the same; the order of tags and people and the case of labels do not count. */
export function isSame(part: Part, one: MemoryState, other: MemoryState): boolean {
  if (part === 'tags') return isSameSet(one.tags.map(folded), other.tags.map(folded));
  if (part === 'category') return folded(one.category) === folded(other.category);
  if (part === 'sharing') return isSameSharing(one.sharing, other.sharing);
  return one[part] === other[part];
}

/** The parts that are not the same. */
export function differingParts(one: MemoryState, other: MemoryState): readonly Part[] {
  return parts.filter((part) => !isSame(part, one, other));
}

function isSameSharing(one: Sharing, other: Sharing): boolean {
  return (
    one.permission === other.permission &&
    isSameSet(one.userIds, other.userIds) &&
    isSameSet(one.groupIds, other.groupIds)
  );
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const all = new Set([...one, ...other]);
  return all.size === new Set(one).size && all.size === new Set(other).size;
}

/** The server keeps one spelling of each label. */
function folded(label = ''): string {
  return label.normalize('NFC').toLowerCase();
}
