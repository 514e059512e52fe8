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
  /** Personas of one user, the default one counted only once it was changed. */
  personas: 100,
  personaName: 100,
  personaDescription: 1_000,
  personaInstructions: 8_000,
  profileName: 100,
  bio: 1_000,
  avatarUrl: 2_000,
  locale: 35,
  username: 64,
  /** Maximum number of users that a search by username returns. */
  foundUsers: 20,
  /** Days after which memories expire by themselves: a hundred years. */
  expiryDays: 36_500,
  modelName: 200,
  /** Tokens of an answer that a persona or a question may ask for; an operator may allow fewer. */
  answerTokens: 32_000,
  batch: 1_000,
  /** Memories that a batch by filter changes. */
  filteredBatch: 100_000,
  /** Minutes for which the confirmation of a batch by filter is valid. */
  confirmationMinutes: 10,
  /** Maximum number of days that deleted memories stay in the trash. */
  trashDays: 3_650,
  /** UTF-16 code units that one record of an imported file may take up there. */
  record: 1_000_000,
  /** Refused records that the report of an import lists; it counts all. */
  importRefusals: 1_000,
  exportPage: 1_000,
  page: 200,
  /** Ids that one list or search may be narrowed to. */
  memoryIds: 1_000,
  /** UTF-16 code units of the words that memories must contain. */
  contains: 200,
  /** Maximum number of memories that one list decrypts to search for `contains`. */
  containsCandidates: 2_000,
  /** Memories that are counted exactly; the number of more is an estimate. */
  exactTotal: 10_000,
  results: 100,
} as const;
