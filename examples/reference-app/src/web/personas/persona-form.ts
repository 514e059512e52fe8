import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import type { ServiceError } from '../memory-service/service-error.js';
import type { Input, Persona } from '../memory-service/tools.js';
import { dayBefore, dayOf, endOfDay, startOfDay } from '../ui/day-range.js';
import type { PersonaFields } from './persona-fields.js';

/** What stands in the fields of the form, by their names. */
export type Typed = Readonly<Record<string, string>>;
type Zoned = Pick<Visit, 'zone'>;
type Filter = NonNullable<Persona['memory_filter']>;

/** A persona as the form shows it. */
export function typedFrom(persona: Persona, { zone }: Zoned): Typed {
  const { memory_filter: filter = {}, parameters = {} } = persona;
  const days = daysOf(filter, { zone });
  return {
    name: persona.name,
    description: persona.description ?? '',
    instructions: persona.instructions ?? '',
    permission: persona.permission ?? 'public',
    tags: (filter.tags ?? []).join(', '),
    category: filter.category ?? '',
    memory_permission: filter.permission ?? '',
    from: days.from ?? '',
    to: days.to ?? '',
    model: parameters.model ?? '',
    temperature: parameters.temperature?.toString() ?? '',
    max_tokens: parameters.max_tokens?.toString() ?? '',
    updated_at: persona.updated_at ?? '',
  };
}

/** Between which days, both of them within it, the memories of a filter were written. */
export function daysOf(
  { created_after: after, created_before: before }: Filter,
  { zone }: Zoned,
): { readonly from: string | undefined; readonly to: string | undefined } {
  return {
    from: after === undefined ? undefined : dayOf(after, zone),
    to: before === undefined ? undefined : dayBefore(before, zone),
  };
}

/**
 * What the form says, as `create_persona` takes it.
 *
 * @param before the persona that it changes: a day that was not touched keeps its exact time, which may come from another
 *   application or another time zone.
 */
export function inputFrom(
  fields: PersonaFields,
  visit: Zoned,
  before?: Persona,
): Input<'create_persona'> {
  const { tags, category, memory_permission: permission, from, to } = fields;
  const { model, temperature, max_tokens } = fields;
  const filter = before?.memory_filter ?? {};
  const days = daysOf(filter, visit);
  const after = from === days.from ? filter.created_after : from && startOfDay(from, visit.zone);
  const until = to === days.to ? filter.created_before : to && endOfDay(to, visit.zone);
  return {
    name: fields.name,
    description: fields.description,
    instructions: fields.instructions,
    permission: fields.permission,
    memory_filter: {
      ...conditionsNotShown(filter),
      ...(tags.length > 0 && { tags }),
      ...(category !== undefined && { category }),
      ...(permission !== undefined && { permission }),
      ...(after !== undefined && { created_after: after }),
      ...(until !== undefined && { created_before: until }),
    },
    parameters: {
      ...(model !== undefined && { model }),
      ...(temperature !== undefined && { temperature }),
      ...(max_tokens !== undefined && { max_tokens }),
    },
  };
}

const conditionsShown = ['tags', 'category', 'permission', 'created_after', 'created_before'];

/** The conditions that the form has no field for: other applications may have set them. */
function conditionsNotShown(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([name]) => !conditionsShown.includes(name)),
  );
}

const fieldNames: Readonly<Record<string, string>> = {
  'memory_filter.permission': 'memory_permission',
  'memory_filter.created_after': 'from',
  'memory_filter.created_before': 'to',
};

/** Beside which fields stands what the server did not accept; nothing where it names none of the form. */
export function errorsFrom({ details }: ServiceError): FormErrors | undefined {
  const fields = Array.isArray(details.fields) ? details.fields : [];
  const errors = fields.flatMap((each: unknown) => {
    const { field, message } = (each ?? {}) as { readonly field?: unknown; message?: unknown };
    if (typeof field !== 'string' || typeof message !== 'string') return [];
    const name = fieldNames[field] ?? field.replace(/^(memory_filter|parameters)\./, '');
    return [[name.replace(/\[\d+\]$/, ''), message] as const];
  });
  return errors.length > 0 ? Object.fromEntries(errors.toReversed()) : undefined;
}
