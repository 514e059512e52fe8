import type { ConnectedVisit } from '../http/visit.js';
import type { Persona } from '../memory-service/tools.js';
import { type Typed, typedFrom } from './persona-form.js';

/** Beside a form with other content: the fields of the persona that differ from it, as they are saved now. */
export function SavedNow(props: {
  readonly visit: ConnectedVisit;
  readonly persona: Persona;
  readonly typed: Typed;
}) {
  const { personas: text } = props.visit.text;
  const facts = differences(props);
  if (facts.length === 0) return null;
  return (
    <section class="card mb-4" aria-labelledby="saved-now">
      <div class="card-body">
        <h2 class="h6" id="saved-now">
          {text.savedNow}
        </h2>
        <dl class="carried mb-0">
          {facts.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd class="text-break carried-value">{value || text.empty}</dd>
            </>
          ))}
        </dl>
      </div>
    </section>
  );
}

function differences({ visit, persona, typed }: Parameters<typeof SavedNow>[0]) {
  const saved = typedFrom(persona, visit);
  const { personas: text } = visit.text;
  const labels = {
    name: text.name,
    description: text.description,
    instructions: text.instructions,
    permission: text.who,
    tags: text.tags,
    category: text.category,
    memory_permission: text.memoryPermission,
    from: text.from,
    to: text.to,
    model: text.model,
    temperature: text.temperature,
    max_tokens: text.maxTokens,
  };
  const { permission, memory_filter: filter } = persona;
  const choices: Readonly<Record<string, string | undefined>> = {
    permission: permission && text.visibility[permission],
    memory_permission: filter?.permission && text.permissions[filter.permission],
  };
  return Object.entries(labels)
    .filter(([name]) => saved[name] !== withoutMargins(typed[name]))
    .map(([name, label]) => [label, choices[name] ?? saved[name] ?? ''] as const);
}

function withoutMargins(typed = ''): string {
  return typed.replace(/\r\n?/g, '\n').trim();
}
