/** What is read of a memory: the columns that make one, sealed text included. */
const columns = `owner_id, id, permission, embedding_model, created_at, updated_at, expires_at, category, tags,
  sealed_text, sealed_metadata`;

/** The number of neighbours requested from the index, of any owner: enough that ten of them match. */
export const indexWindow = 400;

/** Values within `(select …)` give one plan for all owners, so that it is prepared but once. */
const matches = `embedding_model = (select $3::smallint)
    and (expires_at is null or expires_at > (select $4::timestamptz))`;
const isOwners = `owner_id = (select $5::uuid) and ${matches}`;
const isPublic = `permission = 'public' and ${matches}`;

/** Carries whole rows to the end, which is best for few. */
const nearestRows = (condition: string) => `
  select ${columns}, 1 - distance as score from (
    select ${columns}, embedding <=> $1::halfvec as distance from memories
    where ${condition} order by distance limit (select $2::bigint)
  ) nearest order by distance`;

/** Finds the nearest first and reads their rows then, which is best for many. */
const nearestIds = (condition: string) => `
  select ${columns}, 1 - distance as score from (
    select owner_id, id, embedding <=> $1::halfvec as distance from memories
    where ${condition} order by distance limit (select $2::bigint)
  ) nearest join memories using (owner_id, id) order by distance`;

const nearestInIndex = (condition: string) => `
  select ${columns}, 1 - distance as score from (
    select *, embedding <=> $1::halfvec as distance from memories
    where ann order by embedding <=> $1::halfvec limit ${indexWindow}
  ) neighbours where ${condition} order by distance limit (select $2::bigint)`;

/** Take the vector, the limit, the model's number, the time, and of an owner the id. */
export const searches = {
  few: { name: 'search_few', text: nearestRows(isOwners) },
  many: { name: 'search_many', text: nearestIds(isOwners) },
  indexed: { name: 'search_indexed', text: nearestInIndex(isOwners) },
  public: { name: 'search_public', text: nearestIds(isPublic) },
  publicIndexed: { name: 'search_public_indexed', text: nearestInIndex(isPublic) },
};

export const list = {
  name: 'list',
  text: `select ${columns} from memories where owner_id = $1 and (expires_at is null or expires_at > $2)
    order by created_at desc, id desc limit $3`,
};

export const insert = {
  name: 'insert',
  text: `insert into memories (owner_id, id, permission, created_at, updated_at, sealed_text, embedding_model, embedding)
    values ($1, $2, 'private', $3, $3, $4, $5, $6)`,
};

export const insertMany = {
  name: 'insert_many',
  text: `insert into memories (owner_id, id, permission, created_at, updated_at, sealed_text, embedding_model, embedding)
    select $1, id, 'private', $2, $2, sealed_text, $3, embedding
    from unnest($4::uuid[], $5::bytea[], $6::halfvec[]) as new (id, sealed_text, embedding)`,
};
