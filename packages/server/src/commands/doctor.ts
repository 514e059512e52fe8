import type { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import { findingLines } from '../doctor/finding.js';
import type { OperatorContext } from './operator-context.js';

/**
 * `doctor`: looks at everything that a server needs, changes nothing, and says what to do about each finding. Exits 1
 * on a fault.
 */
export function addDoctor(program: Command, context: OperatorContext): void {
  program
    .command('doctor')
    .description('examine the database, the keys, the services and the settings; changes nothing')
    .action(async () => {
      const findings = await examine(context);
      for (const line of findingLines(findings)) context.print(line);
      if (findings.some(({ state }) => state === 'FAIL')) process.exitCode = 1;
    });
}
