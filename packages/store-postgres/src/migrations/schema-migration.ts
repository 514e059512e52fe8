import type { Database, Queryable } from '../database/database.js';

/** The connection that migrates: statements by themselves, or transactions. */
export type MigratedDatabase = Queryable & Pick<Database, 'transaction'>;

/** A statement, or work in code. */
export type MigrationStep = string | ((database: MigratedDatabase) => Promise<void>);

/** One version of the schema. A migration that was released is never changed. */
export type SchemaMigration = {
  /** Begins with its number, by which migrations are ordered. */
  readonly name: string;
  /** Where it applies. */
  readonly kinds: readonly Database['kind'][];
} & (
  | {
      /** Runs in one transaction. */
      readonly sql: string;
    }
  | {
      /**
       * Run one after the other, without a transaction around them, so that no table stays locked until the last one is
       * done. If the process ends halfway they run again from the first: each must be safe to repeat.
       */
      readonly steps: readonly MigrationStep[];
    }
);
