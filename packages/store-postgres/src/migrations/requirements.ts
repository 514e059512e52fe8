import { PicardError } from '@picard-mcp/core';
import type { ClientBase } from 'pg';

const oldestServer = 15;
const oldestVector = [0, 8] as const;

/** What a database says of itself. */
export interface DatabaseFacts {
  readonly serverVersion: string;
  /** Version of pgvector in this database; absent until the extension is created. */
  readonly installedVector: string | undefined;
  /** Version of pgvector that the server could create. */
  readonly availableVector: string | undefined;
  readonly role: string;
  readonly database: string;
  /** Where unqualified tables go; absent when no schema of the search path exists. */
  readonly schema: string | undefined;
  readonly mayCreateTables: boolean;
}

/** Reads the facts that `unmetRequirement` judges. */
export async function readFacts(client: ClientBase): Promise<DatabaseFacts> {
  const { rows } = await client.query<{
    facts: { [Fact in keyof DatabaseFacts]: DatabaseFacts[Fact] | null };
  }>(`
    select json_build_object(
      'serverVersion', current_setting('server_version'),
      'installedVector', (select extversion from pg_extension where extname = 'vector'),
      'availableVector', (select default_version from pg_available_extensions where name = 'vector'),
      'role', current_user,
      'database', current_database(),
      'schema', current_schema(),
      'mayCreateTables', coalesce(has_schema_privilege(current_schema(), 'create'), false)
    ) as facts`);
  const facts = rows[0]?.facts;
  if (!facts) throw new PicardError('internal', 'The database says nothing about itself.');
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as DatabaseFacts;
}

/** The first thing that Picard needs and the database lacks, in one line that says what to do. */
export function unmetRequirement(facts: DatabaseFacts): string | undefined {
  const { installedVector, availableVector, database } = facts;
  const needed = `pgvector ${oldestVector.join('.')} or later`;
  const unmet = unmetServer(facts);
  if (unmet !== undefined) return unmet;
  if (installedVector === undefined && availableVector === undefined) {
    return `Picard needs ${needed}, which is not installed on the database server: install its package there (https://github.com/pgvector/pgvector).`;
  }
  if (installedVector === undefined) {
    return isOldVector(availableVector)
      ? `Picard needs ${needed}; the database server offers ${availableVector}: upgrade its package there.`
      : undefined;
  }
  if (!isOldVector(installedVector)) return undefined;
  return isOldVector(availableVector)
    ? `Picard needs ${needed}; the database server offers ${availableVector ?? installedVector}: upgrade its package there.`
    : `Picard needs ${needed}; database "${database}" has ${installedVector}: run "alter extension vector update" there.`;
}

/** The same for a database without vectors. */
export function unmetServer({
  serverVersion,
}: Pick<DatabaseFacts, 'serverVersion'>): string | undefined {
  return Number.parseInt(serverVersion, 10) < oldestServer
    ? `Picard needs PostgreSQL ${oldestServer} or later; this server is ${serverVersion}.`
    : undefined;
}

function isOldVector(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major < oldestVector[0] || (major === oldestVector[0] && minor < oldestVector[1]);
}
