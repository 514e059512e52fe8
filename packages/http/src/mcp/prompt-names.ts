import type { Persona } from '@picard-mcp/core';

const maxSlugLength = 40;

/**
 * Names of personas' prompts, as a client may show them after a slash: `answer_as_at_work`. Of personas whose names
 * come to the same, or to nothing, all but the first have the beginning of their id in it, so that a
 * prompt keeps its name when a persona is added.
 */
export function personaPromptNames(personas: readonly Persona[]): ReadonlyMap<string, Persona> {
  const names = new Map<string, Persona>();
  for (const persona of personas) {
    const slug = slugOf(persona.name);
    const plain = `answer_as_${slug}`;
    const isFree = slug !== '' && !names.has(plain);
    names.set(
      isFree ? plain : `answer_as_${[slug, persona.id.slice(0, 8)].filter(Boolean).join('_')}`,
      persona,
    );
  }
  return names;
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, maxSlugLength)
    .replace(/^_+|_+$/g, '');
}
