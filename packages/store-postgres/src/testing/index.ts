/** Test databases for stores on PostgreSQL and PGlite. For tests only; needs vitest. */
export { type DatabaseProxy, databaseProxy } from './database-proxy.js';
export {
  closeTestDatabases,
  type DescribeDatabasesOptions,
  describeDatabases,
  testDatabases,
} from './describe-databases.js';
export {
  type EmbeddedTemplate,
  type EmbeddedTemplateOptions,
  embeddedTemplate,
} from './embedded-template.js';
export { prepareDataDir } from './prepare-data-dir.js';
export type { TestDatabase, TestStore, TestStoreOptions } from './test-store.js';
