import { inspect } from 'node:util';
import { PicardError } from '@picard-mcp/core';
import { ConfigurationError } from '../configuration/environment.js';
import { errorLine } from './describe-error.js';

/**
 * Runs a program's main function. An error that the operator can fix is printed in one line; any other is
 * a defect and is printed with its stack. Both exit with code 1.
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
