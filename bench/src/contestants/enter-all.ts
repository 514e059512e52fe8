import type { Cleanup } from '../process/cleanup.js';
import type { HttpDriverActions } from '../process/http-driver.js';
import type { PicardServerActions } from '../process/picard-server.js';
import type { SdkServerActions } from '../process/sdk-server.js';
import type { Actions } from '../process/task.js';
import { startWorker, type Worker, type WorkerOptions } from '../process/worker.js';
import { answeredIds } from './answered-ids.js';
import type { CallerOptions } from './caller.js';
import type { Contestant } from './contestant.js';
import { httpContestant, type ServerUnderTest } from './http-contestant.js';
import { inProcessContestant } from './in-process-contestant.js';
import { echoTool, mcp2025, mcp2026, picardTools, rest } from './wire.js';

/** Starts every contestant, each in processes of its own. */
export async function enterAll(
  { profileInto, ...options }: CallerOptions & WorkerOptions,
  cleanup: Cleanup,
): Promise<readonly Contestant[]> {
  const worker = { profileInto };
  const driver = start<HttpDriverActions>('http-driver', worker, cleanup);
  const picard = await startPicard(options, worker, cleanup);
  const sdk = await startSdk(worker, cleanup);
  const ours = { driver, server: picard, idsOf: answeredIds };
  const theirs = { driver, server: sdk, idsOf: undefined };
  return [
    await inProcessContestant({ ...options, ...worker, name: 'bare pg', kind: 'pg' }, cleanup),
    await inProcessContestant({ ...options, ...worker, name: 'library', kind: 'library' }, cleanup),
    httpContestant({ ...ours, name: 'REST', wire: rest }),
    httpContestant({ ...ours, name: 'MCP 2026-07-28', wire: mcp2026(picardTools) }),
    httpContestant({ ...ours, name: 'MCP 2025-11-25', wire: mcp2025(picardTools) }),
    httpContestant({ ...theirs, name: 'bare SDK 2026-07-28', wire: mcp2026(echoTool) }),
    httpContestant({ ...theirs, name: 'bare SDK 2025-11-25', wire: mcp2025(echoTool) }),
  ];
}

async function startPicard(
  options: CallerOptions,
  workerOptions: WorkerOptions,
  cleanup: Cleanup,
): Promise<ServerUnderTest> {
  const worker = start<PicardServerActions>('picard-server', workerOptions, cleanup);
  return {
    port: await worker.ask('start', options),
    issueTokens: (userIds) => worker.ask('issueTokens', userIds),
    cpuMicroseconds: () => worker.ask('cpu'),
  };
}

async function startSdk(workerOptions: WorkerOptions, cleanup: Cleanup): Promise<ServerUnderTest> {
  const worker = start<SdkServerActions>('sdk-server', workerOptions, cleanup);
  return {
    port: await worker.ask('start'),
    issueTokens: async (userIds) => userIds.map(() => undefined),
    cpuMicroseconds: () => worker.ask('cpu'),
  };
}

function start<Offered extends Actions>(
  module: string,
  options: WorkerOptions,
  cleanup: Cleanup,
): Worker<Offered> {
  const worker = startWorker<Offered>(module, options);
  cleanup.add(() => worker.stop());
  return worker;
}
