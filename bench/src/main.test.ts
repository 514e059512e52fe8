import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { usage } from './options.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('takes its options from the command in the documents', async () => {
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const args = ['run', '--silent', 'bench', '--', '--quick', '--rows', 'many'];
    execFile('npm', args, { cwd: root }, (error, _, stderr) =>
      resolve({ code: error?.code, stderr }),
    );
  });
  expect(stderr).toContain('--rows must be a whole number, not "many"');
  expect(stderr).toContain(usage);
  expect(code).toBe(2);
});
