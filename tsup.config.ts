import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

type Exports = Record<string, string | { readonly default: string }>;

const shared: Options = {
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  clean: true,
  skipNodeModulesBundle: true,
};

/** What a package exports is what is built: `./dist/x/index.js` out of `src/x/index.ts`. */
function entriesOf(folder: string): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    exports: Exports;
  };
  const built = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.default.replace(/^\.\/dist\/(.*)\.js$/, '$1')],
  );
  return Object.fromEntries(built.map((name) => [name, `${folder}/src/${name}.ts`]));
}

const packages = readdirSync('packages').map((name) => `packages/${name}`);

export default defineConfig([
  ...packages.map((folder) => ({
    ...shared,
    name: folder,
    entry: entriesOf(folder),
    outDir: `${folder}/dist`,
    dts: process.env.PICARD_BUILD_TYPES !== 'off',
  })),
  {
    ...shared,
    name: 'examples/reference-app',
    entry: ['start', 'server', 'web', 'web-setup', 'cli/main'].map(
      (name) => `examples/reference-app/src/${name}.ts`,
    ),
    outDir: 'examples/reference-app/dist',
  },
]);
