import { postgresStore } from '@picard-mcp/store-postgres';
import { binaryArray, halfvec } from '../contestants/bare-pg/binary-values.js';
import { randomNumbers } from '../data/random.js';
import { dimensions } from '../data/theme.js';
import { withClient } from './bench-database.js';
import { maintain } from './seed.js';
import { settle, withoutVectorIndex } from './vector-index.js';

const noises = 1_000;
/** Rows for each statement, so that progress can be told. */
const portion = 100_000;

export interface FillOptions {
  readonly databaseUrl: string;
  /** Memories in all when it is done. */
  readonly rows: number;
  readonly print: (line: string) => void;
}

/**
 * Fills a seeded database up with memories of other owners, made by the server out of those that are there: a
 * vector near one of theirs, and random bytes in place of a text, for nobody will open it.
 */
export async function fill({ databaseUrl, rows, print }: FillOptions): Promise<void> {
  await withoutVectorIndex(databaseUrl, async () => {
    await withClient(databaseUrl, async (client) => {
      const halfvecType = await client.query(`select 'halfvec'::regtype::oid::int as type`);
      await client.query('set synchronous_commit = off');
      await client.query(
        `create temporary table noise as
         select position::int, embedding from unnest($1::halfvec[]) with ordinality as given (embedding, position)`,
        [binaryArray(halfvecType.rows[0].type, noiseVectors())],
      );
      await client.query(
        `create temporary table template as
         select row_number() over (order by id)::int as position, embedding, embedding_model from memories`,
      );
      // Skewed: the first of these owners gets thousands of memories, the last ones a dozen.
      await client.query(
        `create temporary table crowd as
         select position::int, gen_random_uuid() as owner_id from generate_series(1, $1::int) as given (position)`,
        [Math.ceil(rows / 33)],
      );
      await client.query('create unique index on noise (position)');
      await client.query('create unique index on template (position)');
      await client.query('create unique index on crowd (position)');
      await client.query('analyze noise, template, crowd');
      const present = await client.query('select count(*)::int as count from memories');
      for (let have = present.rows[0].count; have < rows; have += portion) {
        await client.query(insertPortion, [Math.min(portion, rows - have), have]);
        print(`  ${Math.min(have + portion, rows).toLocaleString('en')} memories`);
      }
    });
    await settle(databaseUrl);
    const store = await postgresStore({
      connectionString: databaseUrl,
      statementTimeoutMs: 600_000,
    });
    await maintain(store, databaseUrl);
    await store.close();
    print('  building the index of vectors');
  });
  await settle(databaseUrl);
}

const insertPortion = `
  insert into memories (owner_id, id, permission, ann, created_at, updated_at, embedding_model, sealed_text, embedding)
  select crowd.owner_id, gen_random_uuid(), permission, permission = 'public', now(), now(), template.embedding_model,
    decode(repeat(md5(n::text), 13), 'hex'), template.embedding + noise.embedding
  from (
    select n + $2 as n,
      1 + n % (select count(*)::int from template) as template,
      1 + (n::bigint * 7919) % (select count(*)::int from noise) as noise,
      1 + floor(random() ^ 2 * (select count(*) from crowd))::int as owner,
      case when random() < 0.1 then 'public' else 'private' end as permission
    from generate_series(1, $1::int) as given (n)
  ) as chosen
  join template on template.position = chosen.template
  join noise on noise.position = chosen.noise
  join crowd on crowd.position = chosen.owner`;

function noiseVectors(): Buffer[] {
  const random = randomNumbers(13);
  // As long, in the end, as the part of a prepared vector that is its own.
  const scale = (0.6 * Math.SQRT1_2) / Math.sqrt(dimensions / 12);
  return Array.from({ length: noises }, () =>
    halfvec(Float32Array.from({ length: dimensions }, () => (random() - 0.5) * scale)),
  );
}
