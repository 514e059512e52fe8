import { isUuid, PicardError, type UserId } from '@picard-mcp/core';
import { formatNames } from '@picard-mcp/core/operations';
import type { Store } from '@picard-mcp/core/ports';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** Whose memories a command moves. */
export interface UserOptions {
  readonly username?: string;
  readonly userId?: UserId;
}

/** `--username` or `--user-id`, and `--format`. */
export function addTransferOptions(command: Command): Command {
  return command
    .option('--username <name>', 'username of the local account')
    .addOption(
      new Option('--user-id <uuid>', 'whose memories: any user, also one without an account')
        .argParser(parseUserId)
        .conflicts('username'),
    )
    .addOption(
      new Option('--format <name>', 'form of the file').choices(formatNames).makeOptionMandatory(),
    );
}

/** @throws PicardError `invalid_input` if no user is specified; `not_found`. */
export async function chosenUser({ users }: Store, options: UserOptions): Promise<UserId> {
  if (options.userId) return options.userId;
  const { username } = options;
  if (username === undefined) {
    throw new PicardError('invalid_input', 'Specify the user with --username or --user-id.');
  }
  const account = await users.findByUsername(username);
  if (!account) throw new PicardError('not_found', `There is no account named ${username}.`);
  return account.id;
}

function parseUserId(text: string): UserId {
  if (isUuid(text)) return text as UserId;
  throw new InvalidArgumentError('It must be a lowercase UUID version 4.');
}
