import type { Command } from 'commander';
import type { OperatorContext } from './operator-context.js';

/** A command of `picard`, in a module that is loaded when it is asked for. */
export interface LoadableCommand {
  readonly name: string;
  /** Returns what adds the command to the program. */
  load(): Promise<(program: Command, context: OperatorContext) => void>;
}

/** Every command, in the order of the help. */
export const commands: readonly LoadableCommand[] = [
  { name: 'serve', load: async () => (await import('./serve.js')).addServe },
  { name: 'migrate', load: async () => (await import('./migrate.js')).addMigrate },
  { name: 'create-admin', load: async () => (await import('./create-admin.js')).addCreateAdmin },
  {
    name: 'register-client',
    load: async () => (await import('./register-client.js')).addRegisterClient,
  },
  { name: 'issue-token', load: async () => (await import('./issue-token.js')).addIssueToken },
  { name: 'rotate-keys', load: async () => (await import('./rotate-keys.js')).addRotateKeys },
  { name: 'move-keys', load: async () => (await import('./move-keys.js')).addMoveKeys },
  { name: 'reembed', load: async () => (await import('./reembed.js')).addReembed },
  { name: 'export', load: async () => (await import('./export.js')).addExport },
  { name: 'import', load: async () => (await import('./import.js')).addImport },
  { name: 'doctor', load: async () => (await import('./doctor.js')).addDoctor },
];
