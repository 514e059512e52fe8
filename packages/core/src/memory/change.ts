import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import type { ChangeOutcome, ChangeRefusal, MemoryChange } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import type { Action, Outcome } from './batch.js';
import { embedForWrite } from './embedding.js';
import { expirationPassed } from './expiration.js';
import { setPermissionInput, updateInput } from './input.js';
import type { Memory, Metadata } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { changedSince, eachOnce, notFound } from './reference.js';
import { openMemories, orNothing, sealMemories } from './sealing.js';
import { readersCheck } from './sharing.js';

/** A change before its texts are sealed. */
type PreparedChange = Omit<MemoryChange, 'sealedText' | 'sealedMetadata' | 'embedding'> & {
  readonly text?: string;
  readonly metadata?: Metadata | null;
};

export function updateAction(
  context: MemoryContext,
  ownerId: UserId,
  signal: AbortSignal | undefined,
): Action<unknown, PreparedChange, Memory> {
  const once = eachOnce();
  const checkReaders = readersCheck(context.store.groups, ownerId);
  return {
    async prepare(input) {
      const { memoryId, expectedUpdatedAt, ...fields } = parseInput(updateInput, input);
      if (Object.values(fields).every((value) => value === undefined)) {
        throw invalidField('input', 'must contain at least one field to change');
      }
      const { permission, sharedWith, ...content } = fields;
      const readers = await checkReaders({ permission, sharedWith });
      return { ...content, ...readers, expectedUpdatedAt, id: once(memoryId) };
    },
    apply: (changes, atomic) => applyChanges(context, ownerId, changes, { atomic, signal }),
  };
}

export function permissionAction(
  context: MemoryContext,
  ownerId: UserId,
): Action<unknown, PreparedChange, Memory> {
  const once = eachOnce();
  const checkReaders = readersCheck(context.store.groups, ownerId);
  return {
    async prepare(input) {
      const { memoryId, expectedUpdatedAt, ...named } = parseInput(setPermissionInput, input);
      const readers = await checkReaders(named);
      return { ...readers, expectedUpdatedAt, id: once(memoryId) };
    },
    apply: (changes, atomic) =>
      applyChanges(context, ownerId, changes, { atomic, signal: undefined }),
  };
}

async function applyChanges(
  context: MemoryContext,
  ownerId: UserId,
  prepared: readonly PreparedChange[],
  options: { readonly atomic: boolean; readonly signal: AbortSignal | undefined },
): Promise<readonly Outcome<Memory>[]> {
  const now = context.clock.now();
  const changes = await sealChanges(context, ownerId, prepared, options.signal);
  const outcomes = await context.store.memories.update(ownerId, changes, {
    atomic: options.atomic,
    now,
  });
  const isWritten = !options.atomic || outcomes.every(({ outcome }) => outcome === 'changed');
  if (isWritten) announce(context, outcomes);
  if (isWritten && changes.some((change) => change.sealedText && !change.embedding))
    context.onPending();
  return present(context, ownerId, outcomes);
}

async function sealChanges(
  context: MemoryContext,
  ownerId: UserId,
  prepared: readonly PreparedChange[],
  signal: AbortSignal | undefined,
): Promise<readonly MemoryChange[]> {
  const unchanged = await withUnchangedText(context, ownerId, prepared);
  const newText = ({ id, text }: PreparedChange) => (unchanged.has(id) ? undefined : text);
  const written = prepared.filter((change) => newText(change) !== undefined);
  const [sealed, embeddings] = await Promise.all([
    sealMemories(
      context,
      prepared.map((change) => ({
        ownerId,
        id: change.id,
        text: newText(change),
        metadata: orNothing(change.metadata),
      })),
    ),
    embedForWrite(
      context,
      written.map(({ text }) => text ?? ''),
      signal,
    ),
  ]);
  const embeddingOf = new Map(written.map(({ id }, index) => [id, embeddings[index]]));
  return prepared.map(({ text: _text, metadata, ...change }, index) => {
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
 * Memories whose text is not changed, and therefore need not be sealed or embedded again. A text that cannot be decrypted
 * counts as changed, so that its owner can repair it by rewriting it.
 */
async function withUnchangedText(
  context: MemoryContext,
  ownerId: UserId,
  prepared: readonly PreparedChange[],
): Promise<ReadonlySet<MemoryId>> {
  const texts = new Map(
    prepared.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])),
  );
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
    if (item.outcome === 'not_found') return [];
    return [item.outcome === 'changed' ? item.memory : item.current];
  });
  const opened = (await openMemories(context, ownerId, stored)).values();
  return outcomes.map((item) => {
    const memory = item.outcome === 'not_found' ? undefined : opened.next().value;
    if (!memory || item.outcome === 'not_found') return { ok: false, error: notFound() };
    if (item.outcome === 'changed') return { ok: true, value: memory };
    return { ok: false, error: refusals[item.outcome](memory) };
  });
}

/** The error returned for a refused change. */
const refusals = {
  conflict: changedSince,
  not_shared: () =>
    invalidField('sharedWith', 'requires the permission "shared", which the memory does not have'),
  expiration_passed: expirationPassed,
} as const satisfies Record<ChangeRefusal, (current: Memory) => PicardError>;
