import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { type Installation, installEmbedded } from './installations.js';
import { runPicard, runServer } from './programs.js';

let installation: Installation;

afterEach(() => installation.remove());

describe('a second process on the folder of an embedded database', () => {
  it('is refused in one line, and the first goes on', async () => {
    installation = await installEmbedded();
    const first = await installation.start();
    const second = runServer('server', {
      ...installation.environment,
      PICARD_PORT: String(await freePort()),
    });
    expect(await second.ended).toMatchObject({ code: 1 });
    const lines = second.output().trim().split('\n');
    expect(lines).toEqual([
      expect.stringContaining(`picard: ${installation.dataDir} is in use by process ${first.pid}`),
    ]);
    expect((await fetch(`${installation.url}/health`)).status).toBe(200);
  }, 120_000);

  it('may not migrate or rotate keys, and still issues tokens', async () => {
    installation = await installEmbedded();
    await installation.start();
    for (const command of ['migrate', 'create-admin', 'rotate-keys', 'reembed']) {
      const { code, stdout, stderr } = await runPicard([command], installation.environment);
      expect({ code, stdout }, command).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n'), command).toEqual([
        expect.stringContaining('is in use by process'),
      ]);
    }
    const userId = 'f2a0cc9a-5a5f-4b0c-9d0e-6f9b3a3d7c11';
    const { code, stdout } = await runPicard(
      ['issue-token', '--user-id', userId],
      installation.environment,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  }, 120_000);
});

describe('a port that is taken', () => {
  it('is named in one line that says what to do', async () => {
    installation = await installEmbedded();
    const port = Number(installation.environment.PICARD_PORT);
    const other = createServer().listen(port, '127.0.0.1');
    const server = runServer('server', installation.environment);
    expect(await server.ended).toMatchObject({ code: 1 });
    other.close();
    expect(server.output()).toMatch(
      new RegExp(
        `^picard: Port ${port} on 127\\.0\\.0\\.1 is taken by another program\\. .*PICARD_PORT.*$`,
        'm',
      ),
    );
  }, 120_000);
});
