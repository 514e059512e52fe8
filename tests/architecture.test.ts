import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const restricted = 'lint/style/noRestrictedImports';
const undeclared = 'lint/correctness/noUndeclaredDependencies';
const cycle = 'lint/suspicious/noImportCycles';

/** What stands in the way of each planted file: where it lies, what it imports, which rule must object. */
const violations: readonly (readonly [path: string, imported: string, rule: string])[] = [
  ['packages/core/src/memory/to-express.ts', 'express', restricted],
  ['packages/core/src/memory/to-driver.ts', 'pg', restricted],
  ['packages/core/src/memory/to-undeclared.ts', 'pg', undeclared],
  ['packages/core/src/memory/to-fflate.ts', 'fflate', restricted],
  ['packages/core/src/account/to-http.ts', '../http/handler.js', restricted],
  ['packages/core/src/account/to-operations.ts', '../operations/catalogue.js', restricted],
  ['packages/core/src/memory/to-sdk.ts', '@modelcontextprotocol/server', restricted],
  ['packages/core/src/memory/to-http.ts', '../http/handler.js', restricted],
  ['packages/core/src/memory/to-mcp.ts', '../mcp/handler.js', restricted],
  ['packages/core/src/memory/to-operations.ts', '../operations/catalogue.js', restricted],
  ['packages/core/src/memory/to-builtin.ts', '../builtin/key-ring.js', restricted],
  ['packages/core/src/memory/to-store.ts', '@picard-mcp/store-postgres', restricted],
  ['packages/core/src/memory/to-testing.ts', '../testing/index.js', restricted],
  ['packages/core/src/memory/to-vitest.ts', 'vitest', restricted],
  ['packages/core/src/memory/deeper/to-http.ts', '../../http/handler.js', restricted],
  ['packages/core/src/a-new-room/to-http.ts', '../http/handler.js', restricted],
  ['packages/core/src/memory/to-telemetry-api.ts', '@opentelemetry/api', restricted],
  ['packages/core/src/telemetry/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/ports/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/builtin/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/operations/to-http.ts', '../http/handler.js', restricted],
  ['packages/core/src/operations/to-hono.ts', 'hono', restricted],
  ['packages/core/src/http/to-express.ts', 'express', restricted],
  ['packages/core/src/http/to-adapter.ts', '@picard-mcp/adapter-express', restricted],
  ['packages/core/src/mcp/to-http.ts', '../http/router.js', restricted],
  ['packages/core/src/mcp/to-openai.ts', 'openai', restricted],
  ['packages/core/src/node/to-koa.ts', 'koa', restricted],
  ['packages/core/src/testing/to-http.ts', '../http/handler.js', restricted],
  ['packages/core/src/to-http.ts', './http/handler.js', restricted],
  ['packages/core/src/memory/to-files-of-oauth.ts', '../../../oauth/src/index.js', restricted],
  ['packages/oauth/src/to-store.ts', '@picard-mcp/store-postgres', restricted],
  ['packages/oauth/src/to-adapter.ts', '@picard-mcp/adapter-koa', restricted],
  ['packages/oauth/src/to-files-of-core.ts', '../../core/src/ids.js', restricted],
  ['packages/oauth/src/to-source-of-core.ts', '@picard-mcp/core/src/ids.js', restricted],
  ['packages/oauth/src/to-build-of-core.ts', '@picard-mcp/core/dist/index.js', restricted],
  ['packages/oauth/src/to-testing.ts', '@picard-mcp/core/testing', restricted],
  ['packages/oauth/src/to-vitest.ts', 'vitest', restricted],
  ['packages/store-postgres/src/to-oauth.ts', '@picard-mcp/oauth', restricted],
  ['packages/store-postgres/src/to-http.ts', '@picard-mcp/core/http', restricted],
  ['packages/embed-openai/src/to-store.ts', '@picard-mcp/store-postgres', restricted],
  ['packages/adapter-express/src/to-app.ts', '@picard-mcp/reference-app', restricted],
  ['packages/adapter-express/src/to-store.ts', '@picard-mcp/store-postgres', restricted],
  ['packages/adapter-koa/src/to-driver.ts', 'pg', restricted],
  ['examples/reference-app/src/to-files.ts', '../../../packages/core/src/ids.js', restricted],
  ['examples/reference-app/src/to-source.ts', '@picard-mcp/core/src/ids.js', restricted],
  ['examples/reference-app/src/to-vitest.ts', 'vitest', restricted],
  ['examples/reference-app/src/web/to-core.ts', '@picard-mcp/core', restricted],
  ['examples/reference-app/src/web/accounts/to-oauth.ts', '@picard-mcp/oauth', restricted],
  ['examples/reference-app/src/web/to-part-of-core.ts', '@picard-mcp/core/http', restricted],
  ['examples/reference-app/src/web/to-server.ts', '../server/logger.js', restricted],
  ['examples/reference-app/src/web/memories/list/to-server.ts', '../../../server/x.js', restricted],
  ['examples/reference-app/src/web/connection/to-cli.ts', '../../cli/doctor.js', restricted],
  [
    'examples/reference-app/src/web/to-files.ts',
    '../../../../packages/core/src/ids.js',
    restricted,
  ],
  ['examples/reference-app/src/web/search/to-page.tsx', '@picard-mcp/core', restricted],
  ['packages/oauth/src/to-files-in-a.test.ts', '../../core/src/ids.js', restricted],
  ['packages/core/src/memory/cycle-a.ts', './cycle-b.js', cycle],
  ['packages/core/src/memory/cycle-b.ts', './cycle-a.js', cycle],
];

const lawful: readonly (readonly [path: string, imported: string])[] = [
  ['packages/core/src/memory/lawful-a.ts', 'zod'],
  ['packages/core/src/memory/lawful-b.ts', '../ports/clock.js'],
  ['packages/core/src/memory/lawful-c.ts', 'node:fs/promises'],
  ['packages/core/src/memory/lawful.test.ts', '../testing/index.js'],
  ['packages/core/src/account/lawful.ts', 'fflate'],
  ['packages/core/src/operations/lawful.ts', '../memory/memory.js'],
  ['packages/core/src/http/lawful-a.ts', 'hono'],
  ['packages/core/src/http/lawful-b.ts', '../operations/catalogue.js'],
  ['packages/core/src/mcp/lawful.ts', '@modelcontextprotocol/server'],
  ['packages/core/src/testing/lawful.ts', 'vitest'],
  ['packages/store-postgres/src/lawful.ts', 'pg'],
  ['packages/oauth/src/lawful-a.ts', 'jose'],
  ['packages/oauth/src/lawful-b.ts', '@picard-mcp/core/http'],
  ['packages/oauth/src/lawful.test.ts', '@picard-mcp/core/testing'],
  ['packages/adapter-express/src/lawful.ts', '@picard-mcp/core/node'],
  ['examples/reference-app/src/lawful.ts', '@picard-mcp/adapter-koa'],
  ['examples/reference-app/src/installation/lawful.ts', '../web/start-web.js'],
  ['examples/reference-app/src/web/lawful.ts', 'express'],
  ['examples/reference-app/src/web/http/lawful.ts', '../../environment.js'],
];

let folder: string;
let complaints: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picard-architecture-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const workspace of await workspaces()) {
    await mkdir(join(folder, workspace), { recursive: true });
    await cp(join(root, workspace, 'package.json'), join(folder, workspace, 'package.json'));
  }
  for (const [path, imported] of [...violations, ...lawful]) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `export { planted } from '${imported}';\n`);
  }
  complaints = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the linter objects', () => {
  it.each(violations)('to %s importing %s', (path, _imported, rule) => {
    expect([...complaints].filter((complaint) => complaint.startsWith(path))).toContain(
      `${path} ${rule}`,
    );
  });
});

describe('the linter allows', () => {
  it.each(lawful)('%s to import %s', (path) => {
    expect([...complaints].filter((complaint) => complaint.startsWith(`${path} `))).toEqual([]);
  });
});

async function workspaces(): Promise<readonly string[]> {
  const packages = await readdir(join(root, 'packages'));
  return [...packages.map((name) => `packages/${name}`), 'examples/reference-app'];
}

/** Every complaint about a file of `folder`, as `path rule`. */
async function lint(cwd: string): Promise<ReadonlySet<string>> {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const output = await new Promise<string>((resolve) => {
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    execFile(process.execPath, args, { cwd }, (_failure, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { category: string; location: { path: string } }[];
  };
  return new Set(diagnostics.map(({ category, location }) => `${location.path} ${category}`));
}
