import { inspect } from 'node:util';
import { PicardError } from '@picard-mcp/core';
import { ConfigurationError } from '../configuration/environment.js';
import { errorLine } from './describe-error.js';

/**
 * Runs a program's main function. What an operator can put right is told in one line; anything else is
 * a defect and keeps its stack. Both end with exit code 1.
 */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`picard: ${isForOperator(error) ? errorLine(error) : inspect(error)}\n`);
    process.exitCode = 1;
  }
}

/** An error of Picard or of the configuration, or what the operating system refused, such as a folder that may not be written. */
function isForOperator(error: unknown): boolean {
  return (
    error instanceof PicardError ||
    error instanceof ConfigurationError ||
    (error instanceof Error && 'syscall' in error)
  );
}
