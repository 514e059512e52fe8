import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readRepositoryFile, repository } from './repository.js';

/** Names and values of an env file, without comments. */
export function parseEnv(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^[A-Z]/.test(line));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2) as [string, string]));
}

/** Names of .env.example, those behind a number sign included. */
export function exampleNames(): readonly string[] {
  return [...readRepositoryFile('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(
    ([, name = '']) => name,
  );
}

export interface MadeEnv {
  readonly env: Readonly<Record<string, string>>;
  /** Rights of the file, such as 0o600. */
  readonly mode: number;
  /** Runs the script once more; answers its exit code and what .env holds then. */
  again(): Promise<{ readonly code: number; readonly env: Readonly<Record<string, string>> }>;
  remove(): Promise<void>;
}

/** Runs deploy/make-env.sh where nothing but it and the example is. */
export async function makeEnv(): Promise<MadeEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-env-'));
  const file = join(folder, '.env');
  const script = join(folder, 'deploy/make-env.sh');
  await mkdir(join(folder, 'deploy'));
  await cp(join(repository, '.env.example'), join(folder, '.env.example'));
  await cp(join(repository, 'deploy/make-env.sh'), script);
  const read = async () => parseEnv(await readFile(file, 'utf8'));
  const run = () =>
    promisify(execFile)(script, { cwd: tmpdir() }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    );

  if ((await run()) !== 0) throw new Error('make-env.sh failed');
  return {
    env: await read(),
    mode: (await stat(file)).mode & 0o777,
    again: async () => ({ code: await run(), env: await read() }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
