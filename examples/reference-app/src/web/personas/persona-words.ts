import type { Visit } from '../http/visit.js';
import type { Persona } from '../memory-service/tools.js';
import { formatTime } from '../ui/time.js';

/** Which memories a persona answers from, in words, condition by condition. */
export function usesOf(visit: Visit, persona: Persona): readonly string[] {
  const { personas } = visit.text;
  const {
    tags = [],
    category,
    permission,
    created_after,
    created_before,
  } = persona.memory_filter ?? {};
  const day = (at: Date) => formatTime(visit, at, 'date');
  const conditions = [
    tags.length > 0 && personas.usesTags(tags),
    category !== undefined && personas.usesCategory(category),
    permission !== undefined && personas.usesPermission[permission],
    created_after !== undefined && personas.usesFrom(day(new Date(created_after))),
    // The first moment that is not within it.
    created_before !== undefined && personas.usesTo(day(new Date(Date.parse(created_before) - 1))),
  ].filter((condition) => condition !== false);
  return conditions.length > 0 ? conditions : [personas.usesAll];
}
