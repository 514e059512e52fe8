import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What changes a thing that all test files in a process share: a module, a global, the engine itself. */
const changesTheProcess = /\bvi\.(?:mock|doMock|stub\w+)\(|\.setGlobal[A-Z]|\bsetFlagsFromString\(/;

/** The test files that need a process of their own. */
const apart = ['packages', 'examples', 'bench', 'tests']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.test.ts') && !/node_modules|dist/.test(path))
  .filter((file) => changesTheProcess.test(readFileSync(file, 'utf8')));

/** The test files that run programs in processes of their own. */
const programs = [
  'tests/journey/**/*.test.ts',
  'tests/documents/operator-commands.test.ts',
  'tests/example-programs.test.ts',
  'tests/whole-stack/package-readmes.test.ts',
  'tests/whole-stack/transfer-cli.test.ts',
  'tests/oauth-suite/restart.test.ts',
];

export default defineConfig({
  // Tests run on sources: no build comes first. Vitest hands these conditions on to Node, where `import`
  // among them would make a CommonJS package require its dependencies' ES modules.
  ssr: { resolve: { conditions: ['picard-source', 'node'] } },
  resolve: { conditions: ['picard-source', 'node'] },
  test: {
    // A third file at a time makes two cores hardly faster, and waits in browsers much longer.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a browser shows comes when the machine has time for it.
    expect: { poll: { timeout: 10_000 } },
    // Loading all modules anew for each file would take as long as most of the tests themselves.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['packages/*/src', 'examples/*/src', 'bench/src'].map(
            (folder) => `${folder}/**/*.test.ts`,
          ),
          exclude: apart,
        },
      },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: [...apart, ...programs],
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: programs,
          exclude: apart,
          // The one exception: what is started in a process of its own is built, once.
          globalSetup: 'tests/build-picard.ts',
        },
      },
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
    ],
  },
});
