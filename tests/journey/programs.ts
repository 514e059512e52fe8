import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { inject } from 'vitest';

/** Options of Node: in a short life it does not pay to optimise the embedded database's code, a third of the work. */
export const forShortLives = ['--liftoff-only'];

export type Environment = Readonly<Record<string, string>>;

/** A built program in a process of its own. */
export interface Program {
  readonly pid: number;
  /** What it has written so far, to either stream. */
  output(): string;
  /** Resolves when the output matches; rejects with all output if the program ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  signal(signal: NodeJS.Signals): void;
  /** Exit code and signal, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const programs = {
  start: ['examples/start/dist/start.js'],
  server: ['packages/server/dist/main.js', 'serve'],
  picard: ['packages/server/dist/main.js'],
} as const;

/** `npm start` (`start`) or `npm run server` (`server`), without the build. */
export function runServer(program: 'start' | 'server', environment: Environment): Program {
  const child = launch(program, [], environment);
  let text = '';
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    text += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));

  return {
    pid: child.pid ?? 0,
    output: () => text,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`the program ended: ${text}`)));
      }),
    signal: (signal) => void child.kill(signal),
    ended,
  };
}

/** `npm run --silent picard -- …`, built. */
export async function runPicard(
  command: readonly string[],
  environment: Environment,
): Promise<CommandResult> {
  const child = launch('picard', command, environment);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

function launch(
  program: keyof typeof programs,
  command: readonly string[],
  environment: Environment,
): ChildProcessByStdio<null, Readable, Readable> {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [...forShortLives, ...programs[program], ...command], {
    cwd: builtPicard(),
    // Nothing else of the surroundings may decide what the program does.
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Folder of a copy of this repository with everything built, which `tests/build-picard.ts` makes for a run. */
export function builtPicard(): string {
  const folder = inject('builtPicard');
  if (!folder) throw new Error('A file that runs built programs is named in vitest.config.ts.');
  return folder;
}
