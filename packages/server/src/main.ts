#!/usr/bin/env node
import { picardProgram } from './commands/picard-program.js';
import { readConfiguration } from './configuration/configuration.js';
import { createLogger } from './process/logger.js';
import { runProgram } from './process/run-program.js';

/** `picard`: the server and the operator's tool. Both read the same variables. */
await runProgram(async () => {
  const context = {
    configuration: readConfiguration(process.env),
    logger: createLogger(process.stderr),
    print: (line: string) => void process.stdout.write(`${line}\n`),
  };
  const program = await picardProgram(context, process.argv[2]);
  await program.parseAsync();
});
