import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { copyRepository } from './repository-copy.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a copy of this repository with everything built. */
    builtPicard: string;
  }
}

/**
 * Builds programs and packages as `npm start` does, for the tests that run them in processes of their own. In a copy, so
 * that neither an `npm start` beside nor another run of the tests gets in the way. It goes with the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, remove } = await copyRepository();
  try {
    await promisify(execFile)('npm', ['run', '--silent', 'build:js'], { cwd: folder });
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('builtPicard', folder);
  return remove;
}
