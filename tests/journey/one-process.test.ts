import { createServer } from 'node:http';
import { silentLogger } from '@picard-mcp/core/ports';
import { picardProgram, readConfiguration } from '@picard-mcp/server';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { allTexts, issueToken } from './calls.js';
import { type Installation, installEmbedded } from './installations.js';
import { runPicard, runServer } from './programs.js';

let installation: Installation;

afterEach(() => installation.remove());

describe('a second process on the folder of an embedded database', () => {
  it('is refused in one line, and the first goes on; commands may issue tokens, and change nothing', async () => {
    installation = await installEmbedded();
    const { environment, dataDir, url } = installation;
    const first = await installation.start();
    const inUse = expect.stringContaining(`${dataDir} is in use by process ${first.pid}`);

    const second = runServer('server', { ...environment, PICARD_PORT: String(await freePort()) });
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(second.output().trim().split('\n')).toEqual([inUse]);
    const migrated = await runPicard(['migrate'], environment);
    expect(migrated).toMatchObject({ code: 1, stdout: '' });
    expect(migrated.stderr.trim().split('\n')).toEqual([inUse]);

    const configuration = readConfiguration(environment);
    for (const name of ['create-admin', 'rotate-keys', 'reembed']) {
      const context = { configuration, logger: silentLogger, print: () => undefined };
      const program = await picardProgram(context, name);
      await expect(program.parseAsync([name], { from: 'user' }), name).rejects.toMatchObject({
        ...{ code: 'unavailable', message: inUse },
      });
    }
    const userId = 'f2a0cc9a-5a5f-4b0c-9d0e-6f9b3a3d7c11';
    const token = await issueToken(installation, '--user-id', userId);
    expect(await allTexts(installation, token)).toEqual([]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
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
