/**
 * The limits of what a memory may hold. They are stated in the documentation and in every schema that
 * is made of the fields below.
 */
export const limits = {
  /** UTF-16 code units of a memory's text or of a query. */
  text: 10_000,
  tags: 32,
  tag: 64,
  category: 64,
  /** Bytes of the metadata's JSON in UTF-8. */
  metadata: 16_384,
  metadataDepth: 8,
  sharedWith: 100,
  groupName: 100,
  groupDescription: 1_000,
  groupMembers: 1_000,
  batch: 1_000,
  page: 200,
  results: 100,
} as const;
