import { createReadStream } from 'node:fs';
import type { FormatName } from '@picard-mcp/core/operations';
import type { Command } from 'commander';
import type { OperatorContext } from './operator-context.js';
import { addTransferOptions, chosenUser, type UserOptions } from './transfer-user.js';
import { withPicard } from './with-picard.js';

interface ImportOptions extends UserOptions {
  readonly format: FormatName;
}

/** `import`: memories out of a file, or standard input, into a user's own. Exits 1 when a record was refused. */
export function addImport(program: Command, context: OperatorContext): void {
  const { logger, print } = context;
  addTransferOptions(
    program
      .command('import')
      .description("add memories from a file to a user's own; may be stopped and run again")
      .argument('[file]', 'default: standard input'),
  ).action(async (file: string | undefined, { format, ...user }: ImportOptions) => {
    const report = await withPicard(context, async (picard, store) => {
      const { transfer } = picard.as(await chosenUser(store, user));
      const content = file === undefined ? process.stdin : createReadStream(file);
      return transfer.import(
        { format, content },
        { onProgress: (progress) => logger.info({ ...progress }, 'importing') },
      );
    });
    for (const { line, message } of report.refused) print(`line ${line}: ${message}`);
    const rest = report.refusedCount - report.refused.length;
    if (rest > 0) print(`and ${rest} more`);
    print(
      `Imported ${report.imported} memories; ${report.unchanged} already existed; ${report.refusedCount} were rejected.`,
    );
    if (report.refusedCount > 0) process.exitCode = 1;
  });
}
