import type { Cleanup } from '../process/cleanup.js';
import type { CallerKind, InProcessActions } from '../process/in-process.js';
import { startWorker, type WorkerOptions } from '../process/worker.js';
import type { CallerOptions } from './caller.js';
import type { Contestant, ContestantName } from './contestant.js';

export interface InProcessOptions extends CallerOptions, WorkerOptions {
  readonly name: ContestantName;
  readonly kind: CallerKind;
}

/** A contestant that makes calls without a wire, in a process of its own. */
export async function inProcessContestant(
  { name, profileInto, ...options }: InProcessOptions,
  cleanup: Cleanup,
): Promise<Contestant> {
  const worker = startWorker<InProcessActions>('in-process', { profileInto });
  cleanup.add(() => worker.stop());
  await worker.ask('open', options);
  return {
    name,
    prepare: (scenario) => worker.ask('prepare', { name: scenario.name, calls: scenario.calls }),
    check: (scenario, count) => worker.ask('check', { name: scenario.name, count }),
    run: (scenario, load) => worker.ask('run', { name: scenario.name, load }),
  };
}
