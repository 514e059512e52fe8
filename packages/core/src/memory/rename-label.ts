import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { LabelKind } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import { type RenameInput, renameCategoryInput, renameTagInput } from './input.js';
import type { MemoryContext } from './memory-context.js';
import type { Renamed } from './memory-service.js';

const inputs = { tag: renameTagInput, category: renameCategoryInput };

/** The number of changes announced at a time. */
const announcedAtOnce = 1_000;

/** See `MemoryService.renameTag`. */
export async function renameLabel(
  context: MemoryContext,
  ownerId: UserId,
  kind: LabelKind,
  input: RenameInput,
): Promise<Renamed> {
  const rename = { kind, now: context.clock.now(), ...parseInput(inputs[kind], input) };
  const changed = await context.store.memories.renameLabel(ownerId, rename);
  if (!changed) throw new PicardError('not_found', `No memory has this ${kind}.`);
  for (let from = 0; from < changed.length; from += announcedAtOnce) {
    const some = changed.slice(from, from + announcedAtOnce);
    context.store.changes.publish(
      some.flatMap((memory) => announcement('updated', { before: memory, after: memory })),
    );
  }
  await context.onRenamed(ownerId, rename);
  return { renamed: changed.length };
}
