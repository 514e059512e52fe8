import { Command } from 'commander';
import { commands } from './commands.js';
import type { OperatorContext } from './operator-context.js';

/** The program `picard` with the command of that name, or with all of them where no command has it. */
export async function picardProgram(context: OperatorContext, name?: string): Promise<Command> {
  const program = new Command('picard')
    .description("Picard's server and operator tool")
    .showHelpAfterError('(see --help)');
  // Loading what one command needs takes less time than loading what all of them need.
  const named = commands.find((command) => command.name === name);
  for (const { load } of named === undefined ? commands : [named]) {
    const add = await load();
    add(program, context);
  }
  return program;
}
