import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaceFolders } from './deployment/repository.js';

const root = join(import.meta.dirname, '..');
const restricted = 'lint/style/noRestrictedImports';
const undeclared = 'lint/correctness/noUndeclaredDependencies';
const cycle = 'lint/suspicious/noImportCycles';

/** What stands in the way of each planted file: where it lies, what it imports, which rule must object. */
const violations: readonly (readonly [path: string, imported: string, rule: string])[] = [
  ['packages/core/src/memory/to-express.ts', 'express', undeclared],
  ['packages/core/src/memory/to-driver.ts', 'pg', undeclared],
  ['packages/core/src/memory/to-sdk.ts', '@modelcontextprotocol/server', undeclared],
  ['packages/core/src/memory/to-store.ts', '@picard-mcp/store-postgres', undeclared],
  ['packages/core/src/operations/to-hono.ts', 'hono', undeclared],
  ['packages/core/src/operations/to-http.ts', '@picard-mcp/http', undeclared],
  ['packages/core/src/memory/to-operations.ts', '../operations/catalogue.js', restricted],
  ['packages/core/src/memory/to-builtin.ts', '../builtin/key-ring.js', restricted],
  ['packages/core/src/memory/to-testing.ts', '../testing/index.js', restricted],
  ['packages/core/src/memory/to-entry.ts', '../operations.js', restricted],
  ['packages/core/src/memory/to-vitest.ts', 'vitest', restricted],
  ['packages/core/src/memory/deeper/to-operations.ts', '../../operations/x.js', restricted],
  ['packages/core/src/account/to-operations.ts', '../operations/catalogue.js', restricted],
  ['packages/core/src/a-new-room/to-builtin.ts', '../builtin/key-ring.js', restricted],
  ['packages/core/src/telemetry/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/ports/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/builtin/to-memory.ts', '../memory/memory.js', restricted],
  ['packages/core/src/operations/to-builtin.ts', '../builtin/key-ring.js', restricted],
  ['packages/core/src/to-testing.ts', './testing/index.js', restricted],
  ['packages/core/src/memory/to-files-of-oauth.ts', '../../../oauth/src/index.js', restricted],
  ['packages/http/src/to-express.ts', 'express', undeclared],
  ['packages/http/src/to-adapter.ts', '@picard-mcp/adapter-express', undeclared],
  ['packages/http/src/to-vitest.ts', 'vitest', restricted],
  ['packages/http/src/mcp/to-http.ts', '../router.js', restricted],
  ['packages/http/src/mcp/to-openai.ts', 'openai', undeclared],
  ['packages/http/src/node/to-koa.ts', 'koa', undeclared],
  ['packages/oauth/src/to-store.ts', '@picard-mcp/store-postgres', undeclared],
  ['packages/oauth/src/to-files-of-core.ts', '../../core/src/ids.js', restricted],
  ['packages/oauth/src/to-source-of-core.ts', '@picard-mcp/core/src/ids.js', restricted],
  ['packages/oauth/src/to-vitest.ts', 'vitest', restricted],
  ['packages/oauth/src/to-files-in-a.test.ts', '../../core/src/ids.js', restricted],
  ['packages/store-postgres/src/to-oauth.ts', '@picard-mcp/oauth', restricted],
  ['packages/store-postgres/src/to-http.ts', '@picard-mcp/http', undeclared],
  ['packages/embed-openai/src/to-store.ts', '@picard-mcp/store-postgres', undeclared],
  ['packages/adapter-express/src/to-app.ts', '@picard-mcp/reference-app', undeclared],
  ['packages/adapter-express/src/to-store.ts', '@picard-mcp/store-postgres', undeclared],
  ['packages/adapter-koa/src/to-driver.ts', 'pg', undeclared],
  ['packages/server/src/to-app.ts', '@picard-mcp/reference-app', undeclared],
  ['examples/start/src/to-files.ts', '../../../packages/core/src/ids.js', restricted],
  ['examples/start/src/to-vitest.ts', 'vitest', restricted],
  ['examples/reference-app/src/web/to-core.ts', '@picard-mcp/core', undeclared],
  ['examples/reference-app/src/web/accounts/to-oauth.ts', '@picard-mcp/oauth', undeclared],
  ['examples/reference-app/src/web/to-server.ts', '@picard-mcp/server/program', undeclared],
  ['examples/reference-app/src/web/to-files.ts', '../../../../packages/core/src/x.js', restricted],
  ['examples/reference-app/src/web/search/to-page.tsx', '@picard-mcp/http', undeclared],
  ['tests/to-files.ts', '../packages/core/src/ids.js', restricted],
  ['packages/core/src/memory/cycle-a.ts', './cycle-b.js', cycle],
  ['packages/core/src/memory/cycle-b.ts', './cycle-a.js', cycle],
];

const lawful: readonly (readonly [path: string, imported: string])[] = [
  ['packages/core/src/memory/lawful-a.ts', 'zod'],
  ['packages/core/src/memory/lawful-b.ts', '../ports/clock.js'],
  ['packages/core/src/memory/lawful-c.ts', 'node:fs/promises'],
  ['packages/core/src/memory/lawful.test.ts', '../testing/index.js'],
  ['packages/core/src/operations/lawful.ts', '../memory/memory.js'],
  ['packages/core/src/lawful.ts', './operations/catalogue.js'],
  ['packages/core/src/testing/lawful.ts', 'vitest'],
  ['packages/http/src/lawful.ts', '@picard-mcp/core/operations'],
  ['packages/http/src/mcp/lawful.ts', '@modelcontextprotocol/server'],
  ['packages/store-postgres/src/lawful-a.ts', 'pg'],
  ['packages/store-postgres/src/lawful-b.ts', '@picard-mcp/oauth/ports'],
  ['packages/oauth/src/lawful.ts', '@picard-mcp/http'],
  ['packages/oauth/src/lawful.test.ts', '@picard-mcp/core/testing'],
  ['packages/adapter-express/src/lawful.ts', '@picard-mcp/http/node'],
  ['packages/server/src/lawful.ts', '@picard-mcp/adapter-koa'],
  ['examples/start/src/lawful.ts', '@picard-mcp/reference-app'],
  ['examples/reference-app/src/web/lawful.ts', 'express'],
  ['examples/reference-app/src/web/http/lawful.ts', '../../environment.js'],
];

let folder: string;
let complaints: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picard-architecture-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const workspace of workspaceFolders()) {
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
