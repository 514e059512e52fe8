import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Surroundings {
  readonly root: string;
  /** `build`: as the superuser, who may write; `run`: as `user`, on a root that nobody may write. */
  readonly plan: 'build' | 'run';
  readonly user: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A file that stands for /etc/hosts. */
  readonly hosts: string;
  /** What lies in memory: `path[:options]`. */
  readonly tmpfs: readonly string[];
}

/** A program in surroundings like a container's. */
export interface Contained {
  /** What it has written so far, to either stream. */
  output(): string;
  /** Resolves when the output matches; rejects with all output if the program ends before. */
  printed(pattern: RegExp): Promise<void>;
  /** As an engine does: to process 1 inside. */
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  /** Ends everything inside at once. */
  kill(): Promise<void>;
}

const script = join(import.meta.dirname, 'enter-root.sh');
const isolated = ['--mount', '--pid', '--fork', '--kill-child'];

/** Why programs cannot be run this way here; `undefined` if they can. */
export function obstacle(): string | undefined {
  const isAble =
    process.getuid?.() === 0 && spawnSync('unshare', [...isolated, 'true']).status === 0;
  return isAble ? undefined : 'it takes the superuser, and namespaces of Linux';
}

/** Starts a program on a root of its own, with nothing of this process's environment. */
export function runInRoot(command: readonly string[], surroundings: Surroundings): Contained {
  const { root, plan, user, workdir, environment, hosts, tmpfs } = surroundings;
  const place = [root, plan, user, workdir, hosts, tmpfs.join('\n')];
  const child = spawn('unshare', [...isolated, 'sh', script, ...place, ...command], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return contained(child);
}

function contained(child: ChildProcessByStdio<null, Readable, Readable>): Contained {
  let text = '';
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    text += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    output: text,
  }));
  /** Process 1 inside, by its number outside; `unshare` itself, which is its parent, passes nothing on. */
  const innerProcess = (): number | undefined => {
    const children = `/proc/${child.pid}/task/${child.pid}/children`;
    const number = existsSync(children) ? readFileSync(children, 'utf8').trim() : '';
    return number ? Number(number) : undefined;
  };
  return {
    output: () => text,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`the program ended: ${text}`)));
      }),
    signal(signal) {
      const inner = innerProcess();
      if (inner === undefined) throw new Error(`the program has ended: ${text}`);
      process.kill(inner, signal);
    },
    ended,
    async kill() {
      const inner = innerProcess();
      if (inner === undefined) child.kill('SIGKILL');
      else process.kill(inner, 'SIGKILL');
      await ended;
    },
  };
}
