/**
 * The index for searches over many memories: public ones, and those of owners with many. Not on
 * PGlite, where building it takes minutes for what an exact search does in a tenth of a second.
 */
export const hnsw = `
create index memories_hnsw on memories using hnsw (embedding halfvec_cosine_ops)
  with (m = 24, ef_construction = 128) where ann;
`;
