import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../deployment/repository.js';
import { freePort } from '../free-port.js';
import { copyRepository, type RepositoryCopy } from '../repository-copy.js';
import { blocks, commands } from './documents.js';
import { type LongCommand, runScript, startCommand } from './shell.js';

let clone: RepositoryCopy;
let running: LongCommand | undefined;

beforeAll(async () => {
  clone = await copyRepository();
});
afterEach(() => running?.kill());
afterAll(() => clone?.remove());

/** Ports that are free here, where the documents name the usual ones. */
async function freePorts() {
  const [server, application] = [await freePort(), await freePort()];
  return {
    memoryServer: `http://localhost:${server}`,
    application: `http://localhost:${application}`,
    environment: { PICARD_PORT: `${server}`, CLIENT_PORT: `${application}` },
  };
}

/** The first block of a document for the shell that holds certain words. */
function scriptOf(name: string, words: string): string {
  const found = blocks.find(
    ({ document, language, code }) =>
      document === name && language === 'sh' && code.includes(words),
  );
  if (found === undefined) throw new Error(`${name} has no block with ${words}`);
  return found.code;
}

const script = (words: string) => scriptOf('README.md', words);

describe('in a fresh clone, after npm ci', () => {
  it('the first screen of README.md starts both servers, stores and finds, and ends with Ctrl-C', async () => {
    const { memoryServer, application, environment } = await freePorts();
    // The packages are there already; `.ci/run` begins with `npm ci`.
    const command = /^npm ci && (npm start)\b/m.exec(script('npm start'))?.[1] ?? 'false';
    running = startCommand(command, { cwd: clone.folder, environment });
    await running.printed(/Picard is ready/);
    await running.printed(new RegExp(`Application +${application}\\n`));
    await running.printed(new RegExp(`MCP server +${memoryServer}/mcp\\n`));
    await running.printed(/password \S{24} \(shown only this once\)/);
    expect(existsSync(join(clone.folder, '.picard'))).toBe(true);
    const home = await fetch(application);
    expect({ status: home.status, text: await home.text() }).toMatchObject({
      status: 200,
      text: expect.stringContaining('/register'),
    });

    const ask = /`(node examples\/\S+)`/.exec(readRepositoryFile('README.md'))?.[1] ?? 'false';
    const there = {
      cwd: clone.folder,
      environment: { ...environment, PICARD_URL: `${memoryServer}/mcp` },
    };
    const call = script('/api/tools').replace('http://localhost:8001', memoryServer);
    const used = await runScript(
      `${script('issue-token')}
${ask}
${call}`,
      there,
    );
    expect(used.code, used.stderr).toBe(0);
    const [stored, ...rest] = used.stdout.trim().split('\n');
    expect(stored).toBe('1000 memories stored');
    // Three that the first run found, and the same three again.
    expect(rest.slice(0, 3)).toEqual(rest.slice(3, 6));
    expect(rest[0]).toMatch(/^\d\.\d\d .*Nils/);
    expect(JSON.parse(rest[6] ?? '')).toMatchObject({
      data: { text: 'The spare key is with Ada.' },
    });

    expect(await running.interrupt()).toBe(0);
    await expect(fetch(application)).rejects.toThrow();
  }, 240_000);

  it('each of them starts alone, and the commands of docs/operating.md register the application', async () => {
    for (const command of ['npm run server', 'npm run web']) {
      expect(commands.map(({ line }) => line)).toContain(command);
    }
    const { memoryServer, application, environment } = await freePorts();
    await prepareDataDir(join(clone.folder, 'elsewhere'));
    const password = 'correct horse battery';
    running = startCommand('npm run server', {
      cwd: clone.folder,
      environment: { ...environment, PICARD_DATA_DIR: 'elsewhere', ADMIN_PASSWORD: password },
    });
    await running.printed(/listening"/);
    expect((await fetch(`${memoryServer}/health`)).status).toBe(200);
    await expect(fetch(application)).rejects.toThrow();
    const registered = await runScript(
      scriptOf('docs/operating.md', 'web-setup.js register').replace(
        'ADMIN_PASSWORD=…',
        `ADMIN_PASSWORD='${password}'`,
      ),
      { cwd: clone.folder, environment },
    );
    expect(registered.code, registered.stderr).toBe(0);
    expect(registered.stdout).toContain('registered the application at the memory server');
    expect(registered.stdout).not.toContain(password);
    expect(await running.interrupt()).toBe(0);

    running = startCommand('npm run web', { cwd: clone.folder, environment });
    await running.printed(/listening"/);
    expect((await fetch(`${application}/health`)).status).toBe(200);
    expect((await fetch(`${application}/login`)).status).toBe(200);
    await expect(fetch(memoryServer)).rejects.toThrow();
    expect(await running.interrupt()).toBe(0);
  }, 240_000);
});
