import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Another Node process of a test, on the sources. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints; rejects when it ends without one. */
  nextLine(): Promise<string>;
  /** Ends it so that it can clean nothing up. */
  kill(): Promise<void>;
}

/** Runs the text of an ES module, which may import the module at `url` as `subject`. */
export function startChild(url: string, body: string): Child {
  const child = spawn(
    process.execPath,
    [
      // In so short a life it does not pay to optimise the embedded database's code.
      '--liftoff-only',
      '--conditions=picard-source',
      '--import=tsx',
      '--input-type=module',
      '--eval',
      `import * as subject from ${JSON.stringify(url)};\n${body}`,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exit = once(child, 'exit');
  return {
    process: child,
    async nextLine() {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The child process ended: ${errors.join('')}`);
      return value;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
