/** Totals of what Picard stores. */
export interface Totals {
  /** Accounts of every realm. */
  readonly users: number;
  /** Those of them that are not deactivated. */
  readonly activeUsers: number;
  readonly memories: number;
  /** Whether `memories` is the database's estimate instead of a count. */
  readonly isMemoriesEstimate: boolean;
  /** Memories that wait for an embedding, up to 10,000: then as many or more. */
  readonly pendingEmbeddings: number;
}

/** Counts that cost little however much there is: what would be slow to count is estimated. */
export interface TotalsStore {
  read(): Promise<Totals>;
}
