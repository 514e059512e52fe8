import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../testing/child-process.js';
import { lockFolder } from './folder-lock.js';
import { ownIdentity } from './process-identity.js';

const module = new URL('./folder-lock.ts', import.meta.url).href;
const logger = silentLogger;

let folder: string;
const children: Child[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picard-lock-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  rmSync(folder, { recursive: true });
});

/** A process that takes the folder when it is told to, and says what came of it. */
function contender(): Child {
  const child = startChild(
    module,
    `process.stdin.once('data', async () => {
       const logger = { debug() {}, info() {}, warn() {}, error() {} };
       try {
         await subject.lockFolder(${JSON.stringify(folder)}, logger);
         console.log('held');
       } catch (error) {
         console.log(error.message);
       }
     });
     console.log('ready');`,
  );
  children.push(child);
  return child;
}

async function attempt(child: Child): Promise<string> {
  child.process.stdin?.write('go\n');
  return child.nextLine();
}

async function ready(): Promise<Child> {
  const child = contender();
  expect(await child.nextLine()).toBe('ready');
  return child;
}

describe('lockFolder', () => {
  it('makes the folder, for its owner alone', async () => {
    const lock = await lockFolder(join(folder, 'a', 'b'), logger);
    expect(readdirSync(join(folder, 'a', 'b'))).toHaveLength(1);
    lock.release();
  });

  it('lets a folder be taken again once it was given up, as often as one likes', async () => {
    for (let time = 0; time < 3; time += 1) {
      const lock = await lockFolder(folder, logger);
      await expect(lockFolder(folder, logger)).rejects.toMatchObject({ code: 'unavailable' });
      lock.release();
    }
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('refuses a folder that another process uses, and names both', async () => {
    const holder = await ready();
    expect(await attempt(holder)).toBe('held');
    await expect(lockFolder(folder, logger)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`${folder} is in use by process ${holder.process.pid}`),
    });
  });

  it('takes over from a process that was killed', async () => {
    const holder = await ready();
    expect(await attempt(holder)).toBe('held');
    await holder.kill();
    const lock = await lockFolder(folder, logger);
    lock.release();
  });

  it('lets one of several take over when they try at once', async () => {
    const holder = await ready();
    expect(await attempt(holder)).toBe('held');
    const contenders = await Promise.all([ready(), ready(), ready(), ready()]);
    await holder.kill();
    const answers = await Promise.all(contenders.map(attempt));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('is in use by process'))).toHaveLength(3);
  });

  it('lets one of many in this process have it when they try at once', async () => {
    const attempts = Array.from({ length: 20 }, () => lockFolder(folder, logger));
    const held = (await Promise.allSettled(attempts)).filter(
      ({ status }) => status === 'fulfilled',
    );
    expect(held).toHaveLength(1);
  });

  it('is not misled by a process that has the number of a dead one', async () => {
    const dead = { ...ownIdentity(), began: '1' };
    writeFileSync(join(folder, 'database.lock.7'), JSON.stringify(dead));
    const lock = await lockFolder(folder, logger);
    expect(readdirSync(folder)).toEqual(['database.lock.8']);
    lock.release();
  });

  it.each(['', '{"pid":', 'null', '"text"', '{}'])(
    'is not misled by a lock file that holds %j',
    async (content) => {
      writeFileSync(join(folder, 'database.lock.1'), content);
      const lock = await lockFolder(folder, logger);
      lock.release();
    },
  );

  describe('where the holder cannot be seen, on another machine or in another container', () => {
    const elsewhere = { ...ownIdentity(), realm: 'another machine' };

    it('takes over when the lock shows no sign of life', async () => {
      writeFileSync(join(folder, 'database.lock.1'), JSON.stringify(elsewhere));
      const lock = await lockFolder(folder, logger, 10);
      lock.release();
    });

    it('refuses when the lock shows one', async () => {
      const file = join(folder, 'database.lock.1');
      writeFileSync(file, JSON.stringify(elsewhere));
      let beats = 0;
      const beat = setInterval(() => {
        beats += 1;
        utimesSync(file, beats, beats);
      }, 10);
      const attempted = lockFolder(folder, logger, 50).finally(() => clearInterval(beat));
      await expect(attempted).rejects.toMatchObject({
        message: expect.stringContaining('on another machine or in another container'),
      });
    });
  });

  it('shows signs of life', async () => {
    const lock = await lockFolder(folder, logger, 10);
    const asSeenElsewhere = startChild(
      module,
      `import { readdirSync, statSync } from 'node:fs';
       const file = ${JSON.stringify(folder)} + '/database.lock.1';
       const before = statSync(file).mtimeMs;
       const timer = setInterval(() => {
         if (statSync(file).mtimeMs === before) return;
         clearInterval(timer);
         console.log('alive');
       }, 5);`,
    );
    children.push(asSeenElsewhere);
    expect(await asSeenElsewhere.nextLine()).toBe('alive');
    lock.release();
  });
});
