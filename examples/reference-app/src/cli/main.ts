import { Command } from 'commander';
import { readConfiguration } from '../configuration.js';
import { createLogger } from '../server/logger.js';
import { runProgram } from '../server/run-program.js';
import { addCreateAdmin } from './create-admin.js';
import { addDoctor } from './doctor.js';
import { addExport } from './export.js';
import { addImport } from './import.js';
import { addIssueToken } from './issue-token.js';
import { addMigrate } from './migrate.js';
import { addMoveKeys } from './move-keys.js';
import type { OperatorContext } from './operator-context.js';
import { addReembed } from './reembed.js';
import { addRegisterClient } from './register-client.js';
import { addRotateKeys } from './rotate-keys.js';

/** The operator's tool. It reads the same variables as the server. */
await runProgram(async () => {
  const context: OperatorContext = {
    configuration: readConfiguration(process.env),
    logger: createLogger(process.stderr),
    print: (line) => void process.stdout.write(`${line}\n`),
  };
  const program = new Command('picard')
    .description("Picard's operator tool")
    .showHelpAfterError('(see --help)');
  for (const add of [
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
