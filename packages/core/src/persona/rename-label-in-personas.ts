import type { UserId } from '../ids.js';
import { distinctLabels, labelKey } from '../memory/label.js';
import type { LabelRename } from '../ports/memory-store.js';
import type { PersonaFilter } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import { openPersonas, sealPersona } from './sealed-persona.js';

/** The number of times a change is retried after a concurrent change. */
const attempts = 20;

/**
 * Renames a label in the filters of its owner's personas, so that they continue to answer from the
 * same memories. Runs after the rename, one persona after the other.
 */
export async function renameLabelInPersonas(
  context: Pick<PersonaContext, 'personas' | 'cipher' | 'clock'>,
  ownerId: UserId,
  rename: LabelRename,
): Promise<void> {
  let left = attempts;
  while (left > 0) {
    const stored = await context.personas.listOf(ownerId);
    let isDone = true;
    for (const persona of await openPersonas(context, stored)) {
      const { settings } = persona;
      const memoryFilter = followed(settings.memoryFilter, rename);
      if (memoryFilter === settings.memoryFilter) continue;
      const updatedAt = new Date(
        Math.max(context.clock.now().getTime(), settings.updatedAt.getTime() + 1),
      );
      const changed = { ...persona, settings: { ...settings, memoryFilter, updatedAt } };
      const sealed = await sealPersona(context, changed);
      if (!(await context.personas.replace(sealed, settings.updatedAt))) isDone = false;
    }
    if (isDone) return;
    left -= 1;
  }
}

/** Returns the filter with the label's new name, or the same object if it does not contain the label. */
function followed(filter: PersonaFilter, { kind, from, to }: LabelRename): PersonaFilter {
  const isNamed = (label: string) => labelKey(label) === labelKey(from);
  if (kind === 'category') {
    const { category } = filter;
    const follows = category !== undefined && isNamed(category) && category !== to;
    return follows ? { ...filter, category: to } : filter;
  }
  const lists = (['tags', 'anyTags', 'withoutTags'] as const).flatMap((name) => {
    const tags = filter[name] ?? [];
    if (!tags.some((tag) => isNamed(tag) && tag !== to)) return [];
    return [[name, distinctLabels(tags.map((tag) => (isNamed(tag) ? to : tag)))] as const];
  });
  return lists.length === 0 ? filter : { ...filter, ...Object.fromEntries(lists) };
}
