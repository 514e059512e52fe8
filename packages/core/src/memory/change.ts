import type { z } from 'zod';
import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import type { ChangeOutcome, MemoryChange } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import type { Action, Outcome } from './batch.js';
import { embedForWrite } from './embedding.js';
import { setPermissionInput, updateInput } from './input.js';
import type { Memory, Metadata } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { changedSince, eachOnce, notFound } from './reference.js';
import { openMemories, sealMemories } from './sealing.js';
import { sharingCheck } from './sharing.js';
import { orNothing, requireFuture } from './submit.js';

/** A change before its texts are sealed. */
type Wish = Omit<MemoryChange, 'sealedText' | 'sealedMetadata' | 'embedding'> & {
  readonly text?: string;
  readonly metadata?: Metadata | null;
};

type UpdateWish = z.output<typeof updateInput>;

export function updateAction(
  context: MemoryContext,
  ownerId: UserId,
  signal: AbortSignal | undefined,
): Action<unknown, Wish, Memory> {
  const once = eachOnce();
  return {
    async prepare(input) {
      const { memoryId, ...change }: UpdateWish = parseInput(updateInput, input);
      requireFuture(context, change.expirationDate);
      const { expectedUpdatedAt: _, ...fields } = change;
      if (Object.values(fields).every((value) => value === undefined)) {
        throw invalidField('input', 'names nothing to change');
      }
      return { ...change, id: once(memoryId) };
    },
    apply: (wishes, atomic) => applyChanges(context, ownerId, wishes, { atomic, signal }),
  };
}

export function permissionAction(
  context: MemoryContext,
  ownerId: UserId,
): Action<unknown, Wish, Memory> {
  const once = eachOnce();
  const checkSharing = sharingCheck(context.store.groups, ownerId);
  return {
    async prepare(input) {
      const wish = parseInput(setPermissionInput, input);
      const sharedWith = await checkSharing(wish);
      return { id: once(wish.memoryId), permission: wish.permission, sharedWith };
    },
    apply: (wishes, atomic) =>
      applyChanges(context, ownerId, wishes, { atomic, signal: undefined }),
  };
}

async function applyChanges(
  context: MemoryContext,
  ownerId: UserId,
  wishes: readonly Wish[],
  options: { readonly atomic: boolean; readonly signal: AbortSignal | undefined },
): Promise<readonly Outcome<Memory>[]> {
  const now = context.clock.now();
  const changes = await sealChanges(context, ownerId, wishes, options.signal);
  const outcomes = await context.store.memories.update(ownerId, changes, {
    atomic: options.atomic,
    now,
  });
  const kept = !options.atomic || outcomes.every(({ outcome }) => outcome === 'changed');
  if (kept) announce(context, outcomes);
  if (kept && changes.some((change) => change.sealedText && !change.embedding)) context.onPending();
  return present(context, ownerId, outcomes);
}

async function sealChanges(
  context: MemoryContext,
  ownerId: UserId,
  wishes: readonly Wish[],
  signal: AbortSignal | undefined,
): Promise<readonly MemoryChange[]> {
  const unchanged = await withUnchangedText(context, ownerId, wishes);
  const newText = ({ id, text }: Wish) => (unchanged.has(id) ? undefined : text);
  const written = wishes.filter((wish) => newText(wish) !== undefined);
  const [sealed, embeddings] = await Promise.all([
    sealMemories(
      context,
      wishes.map((wish) => ({
        ownerId,
        id: wish.id,
        text: newText(wish),
        metadata: orNothing(wish.metadata),
      })),
    ),
    embedForWrite(
      context,
      written.map(({ text }) => text ?? ''),
      signal,
    ),
  ]);
  const embeddingOf = new Map(written.map(({ id }, index) => [id, embeddings[index]]));
  return wishes.map(({ text: _text, metadata, ...change }, index) => {
    const { sealedText, sealedMetadata } = sealed[index] ?? {};
    const embedding = embeddingOf.get(change.id);
    return {
      ...change,
      ...(sealedText && { sealedText, ...(embedding && { embedding }) }),
      ...(metadata !== undefined && { sealedMetadata: sealedMetadata ?? null }),
    };
  });
}

/**
 * Memories whose text the change repeats: it need be neither sealed nor embedded again. One that does not open
 * counts as changed, so that its owner can repair it by writing it anew.
 */
async function withUnchangedText(
  context: MemoryContext,
  ownerId: UserId,
  wishes: readonly Wish[],
): Promise<ReadonlySet<MemoryId>> {
  const texts = new Map(wishes.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])));
  if (texts.size === 0) return new Set();
  const stored = await context.store.memories.find(ownerId, [...texts.keys()], context.clock.now());
  const own = stored.filter((memory) => memory.ownerId === ownerId);
  const unchanged = await Promise.all(
    own.map(async ({ id, sealedText: sealed }) => {
      const place = { ownerId, memoryId: id, field: 'text' as const, sealed };
      const [text] = await context.cipher.open([place]).catch(orUnreadable);
      return text === texts.get(id) ? [id] : [];
    }),
  );
  return new Set(unchanged.flat());
}

function orUnreadable(error: unknown): readonly string[] {
  if (error instanceof PicardError && error.code === 'internal') return [];
  throw error;
}

function announce(context: MemoryContext, outcomes: readonly ChangeOutcome[]): void {
  context.store.changes.publish(
    outcomes.flatMap((item) =>
      item.outcome === 'changed'
        ? announcement('updated', { before: item.before, after: item.memory })
        : [],
    ),
  );
}

async function present(
  context: MemoryContext,
  ownerId: UserId,
  outcomes: readonly ChangeOutcome[],
): Promise<readonly Outcome<Memory>[]> {
  const stored = outcomes.flatMap((item) => {
    if (item.outcome === 'changed') return [item.memory];
    return item.outcome === 'conflict' ? [item.current] : [];
  });
  const opened = (await openMemories(context, ownerId, stored)).values();
  return outcomes.map((item) => {
    const memory = item.outcome === 'not_found' ? undefined : opened.next().value;
    if (!memory) return { ok: false, error: notFound() };
    if (item.outcome === 'changed') return { ok: true, value: memory };
    return { ok: false, error: changedSince(memory) };
  });
}
