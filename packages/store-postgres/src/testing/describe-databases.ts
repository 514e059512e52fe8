import { afterAll, describe } from 'vitest';
import { pgliteTestDatabase } from './pglite-test-database.js';
import { dropPostgresTestDatabases, postgresTestDatabase } from './postgres-test-database.js';
import type { TestDatabase } from './test-store.js';

/** Every kind of database that a store runs on, those that cannot be had here included. */
export const testDatabases: readonly TestDatabase[] = [pgliteTestDatabase, postgresTestDatabase];

/**
 * Gives back what the databases of this process hold elsewhere. To be called after the last test of a file
 * that opens them without `describeDatabases`.
 */
export async function closeTestDatabases(): Promise<void> {
  await dropPostgresTestDatabases();
}

export interface DescribeDatabasesOptions {
  /** For what the other kind cannot do. */
  readonly only?: TestDatabase['kind'];
}

type Suite = (database: TestDatabase) => void;

/**
 * Describes the same suite once for each kind of database. A kind that cannot be had is skipped,
 * with the reason in its name.
 */
export function describeDatabases(name: string, suite: Suite): void;
export function describeDatabases(
  name: string,
  options: DescribeDatabasesOptions,
  suite: Suite,
): void;
export function describeDatabases(
  name: string,
  ...rest: readonly [Suite] | readonly [DescribeDatabasesOptions, Suite]
): void {
  const [{ only }, suite] = rest.length === 1 ? ([{}, rest[0]] as const) : rest;
  describe(name, () => {
    for (const database of testDatabases) {
      if (only !== undefined && database.kind !== only) continue;
      const { skipReason } = database;
      const title =
        skipReason === undefined ? database.name : `${database.name} (skipped: ${skipReason})`;
      describe.skipIf(skipReason !== undefined)(title, () => suite(database));
    }
    afterAll(closeTestDatabases);
  });
}
