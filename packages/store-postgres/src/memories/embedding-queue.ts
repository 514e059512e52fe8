import type { MemoryId, UserId } from '@picard-mcp/core';
import type { MemoryStore, PendingEmbedding } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { encodeArray } from './binary-array.js';
import type { EmbeddingModels } from './embedding-models.js';
import { encodeHalfvec } from './halfvec.js';

export interface QueueContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
  readonly halfvecType: () => Promise<number>;
}

type Claim = Parameters<MemoryStore['claimPending']>[0];
type Embedded = Parameters<MemoryStore['saveEmbeddings']>[0];
type Released = Parameters<MemoryStore['releasePending']>[0];

interface ClaimedRow {
  readonly owner_id: UserId;
  readonly id: MemoryId;
  readonly sealed_text: Buffer;
  readonly text_revision: number;
  readonly embed_attempts: number;
}

/** Leases memories without an embedding first, then, with `stale`, those of other models. */
export async function claimPending(
  { database, models }: QueueContext,
  { model, stale, limit, leaseMs, now }: Claim,
): Promise<readonly PendingEmbedding[]> {
  const until = new Date(now.getTime() + leaseMs);
  const waiting = await database.query<ClaimedRow>({
    name: 'memories_claim_waiting',
    text: claimStatement('embedding_model is null'),
    values: [now, limit, until],
  });
  const rows = [...waiting.rows];
  if (stale && rows.length < limit) {
    const current = await models.find(model);
    const outdated = await database.query<ClaimedRow>({
      name: 'memories_claim_outdated',
      text: claimStatement(
        'embedding_model = any (array(select id from embedding_models where id is distinct from $4::smallint))',
      ),
      values: [now, limit - rows.length, until, current],
    });
    rows.push(...outdated.rows);
  }
  return rows.map((row) => ({
    ownerId: row.owner_id,
    id: row.id,
    sealedText: row.sealed_text,
    textRevision: row.text_revision,
    attempts: row.embed_attempts,
  }));
}

/** `skip locked`: what another worker is about to lease is left to it, without waiting. */
function claimStatement(condition: string): string {
  return `with picked as materialized (
      select owner_id, id from memories
      where ${condition} and embed_after <= (select $1::timestamptz)
      limit (select $2::bigint) for update skip locked
    )
    update memories m set embed_after = $3
    from picked where m.owner_id = picked.owner_id and m.id = picked.id
    returning m.owner_id, m.id, m.sealed_text, m.text_revision, m.embed_attempts`;
}

/** Rows are locked in the order of their keys, as everywhere, and only while their text is still the same. */
const lockUnchanged = `with given as (
    select * from unnest($1::uuid[], $2::uuid[], $3::integer[]) with ordinality
      as given (owner_id, id, text_revision, place)
  ), unchanged as materialized (
    select m.owner_id, m.id, given.place from memories m
    join given on m.owner_id = given.owner_id and m.id = given.id and m.text_revision = given.text_revision
    order by m.owner_id, m.id for update of m
  )`;

/** Saves embeddings of memories whose text is still the one that was leased. */
export async function saveEmbeddings(
  { database, models, halfvecType }: QueueContext,
  items: Embedded,
): Promise<void> {
  if (items.length === 0) return;
  const numbers = await models.register(items.map(({ embedding }) => embedding.model));
  await database.query({
    name: 'memories_save_embeddings',
    text: `${lockUnchanged}
      update memories m set embedding_model = ($4::smallint[])[place], embedding = ($5::halfvec[])[place],
        embed_attempts = 0, embed_after = '-infinity'
      from unchanged where m.owner_id = unchanged.owner_id and m.id = unchanged.id`,
    values: [
      ...keysOf(items),
      items.map(({ embedding }) => numbers.get(embedding.model)),
      encodeArray(
        await halfvecType(),
        items.map(({ embedding }) => encodeHalfvec(embedding.vector)),
      ),
    ],
  });
}

/** Ends leases without an embedding, until `retryAt`. */
export async function releasePending(
  { database }: QueueContext,
  items: Released,
  retryAt: Date,
): Promise<void> {
  if (items.length === 0) return;
  await database.query({
    name: 'memories_release',
    text: `${lockUnchanged}
      update memories m set embed_attempts = m.embed_attempts + 1, embed_after = $4
      from unchanged where m.owner_id = unchanged.owner_id and m.id = unchanged.id`,
    values: [...keysOf(items), retryAt],
  });
}

function keysOf(items: Released) {
  return [
    items.map(({ ownerId }) => ownerId),
    items.map(({ id }) => id),
    items.map(({ textRevision }) => textRevision),
  ];
}
