import { PicardError } from '../errors.js';
import type { StoredPersona } from '../ports/persona-store.js';
import { defaultPersonaId } from './default-persona.js';
import type { FullPersona, ModelParameters, PersonaFilter, PersonaPermission } from './persona.js';
import type { PersonaContext } from './persona-context.js';

const filterTimes = ['createdAfter', 'createdBefore', 'expiresBefore'] as const;

type FilterTime = (typeof filterTimes)[number];

/** Everything that an owner wrote in a persona, as it is sealed: JSON, times in milliseconds since the epoch. */
interface Content {
  readonly name: string;
  readonly description?: string | undefined;
  readonly instructions?: string | undefined;
  readonly permission: PersonaPermission;
  readonly memoryFilter: Omit<PersonaFilter, FilterTime> & {
    readonly [Time in FilterTime]?: number | undefined;
  };
  readonly parameters: ModelParameters;
}

export type SavedPersona = FullPersona & {
  readonly settings: { readonly createdAt: Date; readonly updatedAt: Date };
};

export async function sealPersona(
  { cipher }: Pick<PersonaContext, 'cipher'>,
  persona: SavedPersona,
): Promise<StoredPersona> {
  const { id, userId: ownerId, name, description, settings } = persona;
  const { permission, instructions, memoryFilter, parameters, createdAt, updatedAt } = settings;
  const content: Content = {
    name,
    description,
    instructions,
    permission,
    memoryFilter: {
      ...memoryFilter,
      ...eachTime((time) => memoryFilter[time]?.getTime()),
    } as Content['memoryFilter'],
    parameters,
  };
  const text = JSON.stringify(content);
  const [sealed] = await cipher.seal([{ ownerId, memoryId: id, field: 'persona', text }]);
  if (!sealed) throw new PicardError('internal', 'a persona was not sealed');
  return { ownerId, id, sealed, createdAt, updatedAt };
}

/** @throws PicardError `internal` if one of them cannot be decrypted. */
export async function openPersonas(
  { cipher }: Pick<PersonaContext, 'cipher'>,
  stored: readonly StoredPersona[],
): Promise<readonly SavedPersona[]> {
  const texts = await cipher.open(
    stored.map(({ ownerId, id, sealed }) => ({ ownerId, memoryId: id, field: 'persona', sealed })),
  );
  return stored.map((persona, index) =>
    present(persona, JSON.parse(texts[index] ?? '') as Content),
  );
}

function present(stored: StoredPersona, content: Content): SavedPersona {
  const { memoryFilter } = content;
  return {
    id: stored.id,
    userId: stored.ownerId,
    name: content.name,
    description: content.description,
    isDefault: stored.id === defaultPersonaId(stored.ownerId),
    settings: {
      permission: content.permission,
      instructions: content.instructions,
      memoryFilter: {
        ...memoryFilter,
        ...eachTime((time) => {
          const value = memoryFilter[time];
          return value === undefined ? undefined : new Date(value);
        }),
      } as PersonaFilter,
      parameters: content.parameters,
      createdAt: stored.createdAt,
      updatedAt: stored.updatedAt,
    },
  };
}

/** Maps the times that a filter contains. */
function eachTime<Value>(of: (time: FilterTime) => Value | undefined) {
  const times = filterTimes.map((time) => [time, of(time)] as const);
  return Object.fromEntries(times.filter(([, value]) => value !== undefined));
}
