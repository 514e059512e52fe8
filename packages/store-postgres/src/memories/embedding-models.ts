import type { Database } from '../database/database.js';

/** The names of embedding models and the small integers that identify them in rows. */
export interface EmbeddingModels {
  /** The numbers of these models, given to them now where they have none. */
  register(names: Iterable<string>): Promise<ReadonlyMap<string, number>>;
  /** The number of a model, or `undefined` when nothing was ever embedded by it. */
  find(name: string): Promise<number | undefined>;
  /** Every model's name by its number, those of `numbers` among them. */
  names(numbers: Iterable<number | null>): Promise<ReadonlyMap<number, string>>;
}

/** Models are only ever added, so that what was read once stays true. */
export function embeddingModels(database: Database): EmbeddingModels {
  const numberOf = new Map<string, number>();
  const nameOf = new Map<number, string>();

  async function load(): Promise<void> {
    const { rows } = await database.query<{ id: number; name: string }>({
      text: 'select id, name from embedding_models',
    });
    for (const { id, name } of rows) {
      numberOf.set(name, id);
      nameOf.set(id, name);
    }
  }

  return {
    async register(names) {
      const unknown = [...new Set(names)].filter((name) => !numberOf.has(name));
      if (unknown.length === 0) return numberOf;
      // `on conflict` alone would use up a number each time.
      await database.query({
        text: `insert into embedding_models (name)
          select name from unnest($1::text[]) as given(name)
          where not exists (select from embedding_models known where known.name = given.name)
          on conflict (name) do nothing`,
        values: [unknown],
      });
      await load();
      return numberOf;
    },
    async find(name) {
      if (!numberOf.has(name)) await load();
      return numberOf.get(name);
    },
    async names(numbers) {
      for (const number of numbers) {
        if (number === null || nameOf.has(number)) continue;
        await load();
        break;
      }
      return nameOf;
    },
  };
}
