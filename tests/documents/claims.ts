import type { Block } from './documents.js';

/** What shows that a command or a block in a document is true. */
export interface Claim<Matches> {
  readonly matches: Matches;
  readonly file: string;
  /** Words of that file: a test's title, or what the file does. */
  readonly words: string;
}

const here = (name: string) => `tests/documents/${name}.test.ts`;

/** Each command of a document matches at least one. */
export const commandClaims: readonly Claim<RegExp>[] = [
  { matches: /^npm ci\b/, file: '.ci/run', words: "step 'install' npm ci" },
  {
    matches: /^(?:npm ci && |PICARD_PORT=8101 )?npm start$/,
    file: here('first-screen'),
    words: 'starts both servers, stores and finds, and ends with Ctrl-C',
  },
  { matches: /^(?:npm ci && )?npm test$/, file: '.ci/run', words: 'npm test --' },
  {
    matches: /^npm run (?:server|web)$/,
    file: here('first-screen'),
    words: '%s starts one of them alone',
  },
  {
    matches: /^export PICARD_TOKEN=|^node examples\/first-memories\.mjs|localhost:8001\/api\/tools/,
    file: here('first-screen'),
    words: "script('issue-token')",
  },
  {
    matches: /^npm run picard -- (?!move-keys)/,
    file: here('operator-commands'),
    words: 'work as they stand: %s',
  },
  {
    matches: /^npm run picard -- move-keys$/,
    file: 'tests/journey/keys-apart.test.ts',
    words: 'are moved there by a command, without which no server starts with both',
  },
  {
    matches: /^npm run build:js$|web-setup\.js register$/,
    file: here('first-screen'),
    words: 'the commands of docs/operating.md register an application that runs apart',
  },
  {
    matches: /^npm run check:packages$/,
    file: '.ci/run',
    words: "step 'packages' npm run --silent check:packages",
  },
  { matches: /^npx vitest /, file: here('npm-commands'), words: 'run the tests of one file: %s' },
  {
    matches: /npm run bench$/,
    file: 'bench/src/benchmark.test.ts',
    words: 'measures every contestant in every scenario',
  },
  {
    matches: /npm run bench -- /,
    file: here('npm-commands'),
    words: 'has commands whose options the benchmark takes',
  },
  {
    matches: /^npm run generate:client$/,
    file: 'tests/typed-client/typed-client.test.ts',
    words: 'are those of the document that the server serves now',
  },
  // Changes the pictures of the documents, so that no test may run it.
  { matches: /^npm run screenshots$/, file: here('npm-commands'), words: 'name a script of' },
  {
    matches: /^curl .*\/(?:user-token|api\/export|api\/import)\b/,
    file: here('curl'),
    words: 'import the Markdown that stands there, and export it under a name',
  },
  {
    matches: /^\.\/deploy\/make-env\.sh$/,
    file: 'tests/deployment/compose.test.ts',
    words: 'fills in secrets that the programs accept',
  },
  {
    matches: /^docker /,
    file: here('deploying'),
    words: 'are written with options that there are',
  },
  {
    matches: /^docker compose /,
    file: 'tests/deployment/document.test.ts',
    words: 'names only services that docker-compose.yml has',
  },
  {
    matches: /\b(?:picard|picard-app) (?:doctor|rotate-keys|migrate|register)\b/,
    file: 'tests/deployment/images.test.ts',
    words: 'hold every command that the document on deploying names',
  },
  {
    matches: /^printf /,
    file: here('deploying'),
    words: 'make a key that both programs take',
  },
  {
    matches: /^read -r ADMIN_PASSWORD/,
    file: here('deploying'),
    words: 'hand the password that is typed to the registration',
  },
  // Git's own; nothing of Picard's stands in it.
  { matches: /^git pull$/, file: 'docs/deploying.md', words: '### Upgrading' },
];

type Matches = (block: Block) => boolean;

const isShown =
  (file: RegExp): Matches =>
  ({ language, code }) =>
    language === 'js' && file.test(code.split('\n')[0] ?? '');

const isIn =
  (document: string, language: string): Matches =>
  (block) =>
    block.document === document && block.language === language;

/** Each block that is not one of commands matches one. */
export const blockClaims: readonly Claim<Matches>[] = [
  {
    matches: isShown(/^\/\/ examples\/first-memories\.mjs$/),
    file: 'tests/journey/thousand-memories.test.ts',
    words: "the README's program stores a thousand texts",
  },
  {
    matches: isShown(/^\/\/ examples\/embedded\.mjs$/),
    file: 'tests/example-programs.test.ts',
    words: 'find a memory without any server',
  },
  {
    matches: isShown(/^\/\/ examples\/(?:express|koa)-app\.mjs$/),
    file: 'tests/example-programs.test.ts',
    words: 'serve Picard beside a route of their own: %s',
  },
  {
    matches: isShown(/^\/\/ examples\/own-login\.mjs$/),
    file: 'tests/example-programs.test.ts',
    words: 'let MCP clients in by the login of the host',
  },
  {
    matches: isIn('docs/architecture.md', 'mermaid'),
    file: here('diagrams'),
    words: 'shows folders that there are, and every package',
  },
  {
    matches: isIn('docs/schema.md', 'mermaid'),
    file: here('diagrams'),
    words: 'show tables that are described there',
  },
  {
    matches: isIn('docs/deploying.md', 'caddyfile'),
    file: here('deploying'),
    words: 'lead a proxy to the addresses and ports that Compose publishes',
  },
  {
    matches: isIn('docs/deploying.md', 'dotenv'),
    file: here('deploying'),
    words: 'set what .env.example names to what both programs take',
  },
  {
    matches: isIn('docs/transfer.md', 'markdown'),
    file: here('curl'),
    words: 'import the Markdown that stands there',
  },
];
