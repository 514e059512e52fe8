#!/usr/bin/env node
import { Command } from 'commander';
import { addCreateAdmin } from './commands/create-admin.js';
import { addDoctor } from './commands/doctor.js';
import { addExport } from './commands/export.js';
import { addImport } from './commands/import.js';
import { addIssueToken } from './commands/issue-token.js';
import { addMigrate } from './commands/migrate.js';
import { addMoveKeys } from './commands/move-keys.js';
import type { OperatorContext } from './commands/operator-context.js';
import { addReembed } from './commands/reembed.js';
import { addRegisterClient } from './commands/register-client.js';
import { addRotateKeys } from './commands/rotate-keys.js';
import { addServe } from './commands/serve.js';
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
  for (const add of [
    addServe,
    addMigrate,
    addCreateAdmin,
    addRegisterClient,
    addIssueToken,
    addRotateKeys,
    addMoveKeys,
    addReembed,
    addExport,
    addImport,
    addDoctor,
  ]) {
    add(program, context);
  }
  await program.parseAsync();
});
