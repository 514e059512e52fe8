import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ShellOptions {
  readonly cwd: string;
  /** Besides PATH and HOME; nothing else of the surroundings decides what the commands do. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface ShellResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on until it is interrupted. */
export interface LongCommand {
  /** Resolves when what it has written matches; rejects with all that it wrote if it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** What Ctrl-C does in a terminal; answers the exit code. */
  interrupt(): Promise<number | null>;
  /** Ends whatever is left of it. */
  kill(): Promise<void>;
}

function surroundings(environment: ShellOptions['environment']): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, ...environment };
}

/** Runs a script as somebody would who copies it into a terminal; stops at the first command that fails. */
export async function runScript(
  script: string,
  { cwd, environment, input = '' }: ShellOptions,
): Promise<ShellResult> {
  const child = spawn('bash', ['-ec', script], { cwd, env: surroundings(environment) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk;
  });
  // A command that does not read its input may have ended before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

export function startCommand(
  command: string,
  { cwd, environment }: Omit<ShellOptions, 'input'>,
): LongCommand {
  // A group of its own, as a terminal makes one: npm, its shell and the program are all told of a Ctrl-C.
  const child = spawn('bash', ['-c', command], {
    cwd,
    env: surroundings(environment),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let text = '';
  const looking = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      text += `${line}\n`;
      for (const look of looking) look();
    });
  }
  const tell = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  return {
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (!match) return;
          looking.delete(look);
          resolve(match);
        };
        looking.add(look);
        look();
        void ended.then(() => reject(new Error(`${command} ended: ${text}`)));
      }),
    interrupt() {
      tell('SIGINT');
      return ended;
    },
    async kill() {
      tell('SIGKILL');
      await ended;
    },
  };
}
