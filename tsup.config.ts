import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const shared: Options = {
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  clean: true,
  skipNodeModulesBundle: true,
};

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
}

/** What a package exports and runs is what is built: `./dist/x/index.js` out of `src/x/index.ts`. */
function entriesOf(folder: string): Record<string, string> {
  const { exports, bin = {} } = manifestOf(folder);
  const exported = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.default],
  );
  const names = [...exported, ...Object.values(bin)].map((file) =>
    file.replace(/^\.\/dist\/(.*)\.js$/, '$1'),
  );
  return Object.fromEntries(names.map((name) => [name, `${folder}/src/${name}.ts`]));
}

const packages = readdirSync('packages').map((name) => `packages/${name}`);

export default defineConfig([
  ...packages.map((folder) => ({
    ...shared,
    name: folder,
    entry: entriesOf(folder),
    // What is built in, because installing it would bring many times what is used of it.
    noExternal: Object.keys(manifestOf(folder).devDependencies ?? {}),
    outDir: `${folder}/dist`,
    dts: process.env.PICARD_BUILD_TYPES !== 'off',
  })),
  {
    ...shared,
    name: 'examples/reference-app',
    entry: entriesOf('examples/reference-app'),
    outDir: 'examples/reference-app/dist',
  },
  {
    ...shared,
    name: 'examples/start',
    entry: ['start', 'web', 'web-setup'].map((name) => `examples/start/src/${name}.ts`),
    outDir: 'examples/start/dist',
  },
]);
