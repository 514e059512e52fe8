import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Actions, Reply, Task } from './task.js';

/** A process of its own, whose processor time is its own too. */
export interface Worker<Offered extends Actions> {
  /** Rejects when the action failed or the process ended. */
  ask<Name extends keyof Offered & string>(
    name: Name,
    ...input: Parameters<Offered[Name]>
  ): Promise<Awaited<ReturnType<Offered[Name]>>>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const loader = createRequire(import.meta.url).resolve('tsx');

export interface WorkerOptions {
  /** A folder for a profile of the processor time that the worker spends, written when it ends. */
  readonly profileInto?: string | undefined;
}

/** Starts the module of that name in this folder, which must call `answerParent`. */
export function startWorker<Offered extends Actions>(
  module: string,
  { profileInto }: WorkerOptions,
): Worker<Offered> {
  const profiling =
    profileInto === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileInto}`];
  const url = new URL(`./${module}.ts`, import.meta.url);
  const child = fork(fileURLToPath(url), {
    execArgv: ['--import', loader, '--conditions=picard-source', ...profiling],
    serialization: 'advanced',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const send = exchangeWith(child);
  return {
    ask: (name, ...[input]) => send(name, input) as never,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function exchangeWith(child: ChildProcess) {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  child.on('message', (message) => {
    const { id, ...reply } = message as Reply;
    const asked = waiting.get(id);
    waiting.delete(id);
    if ('error' in reply) asked?.reject(new Error(reply.error));
    else asked?.resolve(reply.value);
  });
  child.once('exit', (code, signal) => {
    const error = new Error(`${child.spawnfile} ended with ${signal ?? code}`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const task: Task = { id: last, name, input };
      child.send(task, (error) => {
        if (error) reject(error);
      });
    });
}
