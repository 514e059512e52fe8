import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Refuses to load what a host with a PostgreSQL server may do without. */
const hooks = `
export async function resolve(specifier, context, next) {
  if (/^@electric-sql[/]|^@picard-mcp[/]oauth/.test(specifier)) throw new Error('loads ' + specifier);
  return next(specifier, context);
}`;

/** Opens a store in a process of its own, and gives the error's code or message. */
async function failureOf(options: object): Promise<string> {
  const program = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));
    const { postgresStore, migrate, inspectDatabase } = await import('@picard-mcp/store-postgres');
    const failures = [];
    for (const open of [postgresStore, migrate, inspectDatabase]) {
      await open(${JSON.stringify(options)}).catch((error) => failures.push(error.code ?? error.message));
    }
    console.log(failures.join());`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--conditions=picard-source', '--input-type=module', '--eval', program],
    { cwd: import.meta.dirname },
  );
  return stdout.trim();
}

it('a PostgreSQL server is reached without PGlite and without the authorization server', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connectionString = `postgres://picard@127.0.0.1:${port}/picard`;
  try {
    expect(await failureOf({ connectionString })).toBe('unavailable,unavailable,unavailable');
  } finally {
    server.close();
  }
});

it('an embedded database is what PGlite is loaded for', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'picard-loaded-'));
  try {
    expect(await failureOf({ dataDir })).toContain('loads @electric-sql/pglite');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
