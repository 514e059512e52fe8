#!/usr/bin/env node
import { Command } from 'commander';
import { commands } from './commands/commands.js';
import type { OperatorContext } from './commands/operator-context.js';
import { readConfiguration } from './configuration/configuration.js';
import { createLogger } from './process/logger.js';
import { runProgram } from './process/run-program.js';

/** `picard`: the server and the operator's tool. Both read the same variables. */
await runProgram(async () => {
  const context: OperatorContext = {
    configuration: readConfiguration(process.env),
    logger: createLogger(process.stderr),
    print: (line) => void process.stdout.write(`${line}\n`),
  };
  const program = new Command('picard')
    .description("Picard's server and operator tool")
    .showHelpAfterError('(see --help)');
  // Loading what a single command needs takes a fraction of the time that loading all of them takes.
  const named = commands.find(({ name }) => name === process.argv[2]);
  for (const { load } of named === undefined ? commands : [named]) {
    const add = await load();
    add(program, context);
  }
  await program.parseAsync();
});
