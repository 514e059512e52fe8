import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FormatName } from '@picard-mcp/core/operations';
import type { Command } from 'commander';
import type { OperatorContext } from './operator-context.js';
import { addTransferOptions, chosenUser, type UserOptions } from './transfer-user.js';
import { withPicard } from './with-picard.js';

interface ExportOptions extends UserOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly includeExpired?: boolean;
}

/**
 * `export`: a user's memories as one file, on standard output or in a file that only its owner may read. The file
 * has its name only once it is complete.
 */
export function addExport(program: Command, context: OperatorContext): void {
  addTransferOptions(program.command('export').description("write a user's own memories to a file"))
    .option('--output <file>', 'output file; default: standard output')
    .option('--include-expired', 'include expired memories')
    .action(async ({ output, format, includeExpired = false, ...user }: ExportOptions) => {
      await withPicard(context, async (picard, store) => {
        const { transfer } = picard.as(await chosenUser(store, user));
        const pieces = reported(transfer.export({ format, includeExpired }), context);
        if (output === undefined) await pipeline(Readable.from(pieces), openEnded(process.stdout));
        else await writeWhole(output, pieces);
      });
    });
}

/** Says on standard error how much was written. */
async function* reported(
  pieces: AsyncIterable<string>,
  { logger }: OperatorContext,
): AsyncGenerator<string> {
  let written = 0;
  for await (const piece of pieces) {
    yield piece;
    written += Buffer.byteLength(piece);
    logger.info({ bytes: written }, 'exporting');
  }
}

async function writeWhole(output: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${output}.unfinished`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Standard output is not ended: the process still needs it. */
function openEnded(stream: Writable): (pieces: AsyncIterable<unknown>) => Promise<void> {
  return async (pieces) => {
    for await (const piece of pieces) {
      await new Promise<void>((resolve, reject) => {
        stream.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    }
  };
}
