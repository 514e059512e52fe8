import { isUuid, PicardError, type Scope, type UserId } from '@picard-mcp/core';
import { systemClock } from '@picard-mcp/core/ports';
import { defaultTokenLifetime, issueAccessToken, openKeySet } from '@picard-mcp/oauth';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openEncryptionKeys } from '../serving/encryption-keys.js';
import { readInstanceRecord } from '../serving/instance-record.js';
import { resourceOf } from '../serving/token-authority.js';
import { parseLifetime } from './lifetime.js';
import type { OperatorContext } from './operator-context.js';
import { scopesOption } from './scopes.js';
import { withSigningKeys } from './with-signing-keys.js';
import { withStore } from './with-store.js';

interface IssueTokenOptions {
  readonly username?: string;
  readonly userId?: UserId;
  readonly scopes: readonly Scope[];
  readonly lifetime: number;
}

/** The client in tokens that no client asked for. */
const operatorClientId = '3f0b1f3c-6d3e-4a53-9a39-5b0e6f4c7a10';

/** `issue-token`: an access token for a user, the only line on standard output. */
export function addIssueToken(program: Command, context: OperatorContext): void {
  program
    .command('issue-token')
    .description('print an access token for a user (default: the administrator)')
    .option('--username <name>', 'a local account')
    .option('--user-id <uuid>', 'id of any user, with or without an account', parseUserId)
    .addOption(scopesOption())
    .addOption(
      new Option('--lifetime <time>', 'such as 30m, 12h or 30d')
        .argParser(parseLifetime)
        .default(defaultTokenLifetime, '1h'),
    )
    .action(async (options: IssueTokenOptions) => {
      const { configuration, logger, print } = context;
      const { ring } = await openEncryptionKeys(configuration, logger);
      const issuer = await issuerOf(context);
      const userId = options.userId ?? (await findUser(context, options));
      const { accessToken } = await withSigningKeys(context, async (storage) =>
        issueAccessToken({
          keys: await openKeySet({ storage, encryptionKeys: ring }),
          issuer,
          audience: resourceOf(issuer),
          userId,
          clientId: operatorClientId,
          scopes: options.scopes,
          lifetime: options.lifetime,
          clock: systemClock,
        }),
      );
      print(accessToken);
    });
}

/** Where nothing else is said, the issuer is that of the server that last started here. */
async function issuerOf({ configuration }: OperatorContext): Promise<string> {
  const { issuer, isIssuerAssumed, dataDir } = configuration;
  const record = isIssuerAssumed ? await readInstanceRecord(dataDir) : undefined;
  return record?.issuer ?? issuer;
}

async function findUser(context: OperatorContext, options: IssueTokenOptions): Promise<UserId> {
  const { configuration } = context;
  const { username = configuration.administrator.username } = options;
  if (configuration.databaseUrl === undefined) {
    // A running server locks the embedded database, but writes its administrator to a file.
    const record = await readInstanceRecord(configuration.dataDir);
    if (record && isSameName(record.administrator.username, username))
      return record.administrator.id;
  }
  const account = await withStore(context, ({ users }) => users.findByUsername(username)).catch(
    (error: unknown) => {
      if (!(error instanceof PicardError && error.code === 'unavailable')) throw error;
      const hint = 'With --user-id, no database is required.';
      throw new PicardError('unavailable', `${error.message} ${hint}`, { cause: error.cause });
    },
  );
  if (account === undefined || !account.isActive) {
    throw new PicardError('not_found', `There is no active account named ${username}.`);
  }
  if (options.scopes.includes('memories:admin') && !account.isSuperuser) {
    throw new PicardError('permission_denied', `${username} is not an administrator.`);
  }
  return account.id;
}

/** As the database compares them. */
function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function parseUserId(text: string): UserId {
  if (isUuid(text)) return text as UserId;
  throw new InvalidArgumentError('It must be a lowercase UUID version 4.');
}
