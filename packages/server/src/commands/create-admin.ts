import { systemClock } from '@picard-mcp/core/ports';
import type { Command } from 'commander';
import { createAdministrator } from '../serving/administrator.js';
import type { OperatorContext } from './operator-context.js';
import { withStore } from './with-store.js';

interface CreateAdminOptions {
  readonly username: string;
  readonly email: string;
}

/**
 * `create-admin`: a local account with a superuser's rights. Its password is `ADMIN_PASSWORD`, since
 * arguments can be seen by every process of the machine; without it, one is generated and shown.
 */
export function addCreateAdmin(program: Command, context: OperatorContext): void {
  const { administrator } = context.configuration;
  program
    .command('create-admin')
    .description('create an administrator; the password is ADMIN_PASSWORD or generated')
    .option('--username <name>', 'name to log in with', administrator.username)
    .option('--email <address>', 'e-mail address', administrator.email)
    .action(async ({ username, email }: CreateAdminOptions) => {
      const { password } = administrator;
      const { account, generatedPassword } = await withStore(context, ({ users }) =>
        createAdministrator({ users, clock: systemClock }, { username, email, password }),
      );
      context.print(`Created the administrator ${account.username}, user id ${account.id}.`);
      if (generatedPassword !== undefined) {
        context.print(`Password: ${generatedPassword} (shown only this once)`);
      }
    });
}
