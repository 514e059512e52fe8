import { PicardError, type Scope } from '@picard-mcp/core';
import type { ClientRegistration } from '@picard-mcp/oauth';
import type { Command } from 'commander';
import { registerAsOperator } from '../register-as-operator.js';
import { readInstanceRecord } from '../serving/instance-record.js';
import type { OperatorContext } from './operator-context.js';
import { scopesOption } from './scopes.js';
import { withStore } from './with-store.js';

interface RegisterClientOptions {
  readonly name: string;
  readonly redirectUri: readonly string[];
  readonly scopes: readonly Scope[];
  readonly public: boolean;
  readonly directConnect: boolean;
  readonly realm?: string;
}

/** `register-client`: an OAuth client in the name of the operator. Prints its id and its secret. */
export function addRegisterClient(program: Command, context: OperatorContext): void {
  program
    .command('register-client')
    .description('register an OAuth client; prints its client_id and client_secret')
    .requiredOption('--name <name>', 'as users are told who asks for access')
    .option(
      '--redirect-uri <uri>',
      'redirect URI; may be repeated',
      (uri: string, before: readonly string[]) => [...before, uri],
      [],
    )
    .addOption(scopesOption())
    .option('--public', 'a client that cannot keep a secret', false)
    .option('--no-direct-connect', 'do not allow the client to assert users')
    .option('--realm <name>', 'realm of the users that it asserts (default: a realm of its own)')
    .action(async (options: RegisterClientOptions) => {
      const registration: ClientRegistration = {
        name: options.name,
        redirectUris: options.redirectUri,
        scopes: options.scopes,
        isConfidential: !options.public,
        allowDirectConnect: options.directConnect && !options.public,
        ...(options.realm !== undefined && { realm: options.realm }),
      };
      const { client, secret } = await withStore(context, (store) =>
        registerAsOperator(store, registration, context.logger),
      ).catch((error: unknown) => pointToServer(error, context));
      context.print(`client_id: ${client.clientId}`);
      // Kept nowhere: this line is the only copy.
      if (secret !== undefined) context.print(`client_secret: ${secret}`);
    });
}

/** A running server locks the embedded database, but can register clients itself. */
async function pointToServer(error: unknown, { configuration }: OperatorContext): Promise<never> {
  const { databaseUrl, dataDir, issuer } = configuration;
  const isHeld = error instanceof PicardError && error.code === 'unavailable';
  if (!isHeld || databaseUrl !== undefined) throw error;
  const record = await readInstanceRecord(dataDir);
  const url = `${record?.issuer ?? issuer}/api/admin/clients/register`;
  throw new PicardError(
    'unavailable',
    `${error.message} While the server runs, register the client by POST ${url} with an administrator's name and password.`,
    { cause: error.cause },
  );
}
