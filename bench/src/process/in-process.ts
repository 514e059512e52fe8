import { openBarePg } from '../contestants/bare-pg.js';
import type { Caller, CallerOptions, OpenCaller } from '../contestants/caller.js';
import { openLibrary } from '../contestants/library.js';
import { closedLoop, type Load } from '../measure/closed-loop.js';
import { cpuMicroseconds, type TimedSample } from '../measure/cpu.js';
import type { Call } from '../scenario.js';
import { answerParent } from './answer-parent.js';

const kinds = { library: openLibrary, pg: openBarePg } satisfies Record<string, OpenCaller>;

export type CallerKind = keyof typeof kinds;

let caller: Caller | undefined;
const callsOf = new Map<string, readonly Call[]>();
const turns = new Map<string, number>();

/** A contestant without a wire: what makes the calls and what answers them share a process. */
const actions = {
  async open({ kind, ...options }: CallerOptions & { readonly kind: CallerKind }): Promise<void> {
    caller = await kinds[kind](options);
  },
  async prepare({ name, calls }: { readonly name: string; readonly calls: readonly Call[] }) {
    callsOf.set(name, calls);
    turns.set(name, 0);
  },
  /** The ids that the first `count` calls answer. */
  async check({ name, count }: { readonly name: string; readonly count: number }) {
    const answers: (readonly string[])[] = [];
    for (const call of preparedCalls(name).slice(0, count)) {
      answers.push(await opened().make(call));
    }
    return answers;
  },
  async run({ name, load }: { readonly name: string; readonly load: Load }): Promise<TimedSample> {
    const { make } = opened();
    const calls = preparedCalls(name);
    const first = turns.get(name) ?? 0;
    const cpuBefore = cpuMicroseconds();
    const sample = await closedLoop(load, async (index) => {
      const call = calls[(first + index) % calls.length];
      if (call) await make(call);
    });
    turns.set(name, first + sample.latenciesMs.length);
    return { ...sample, cpuUs: cpuMicroseconds() - cpuBefore };
  },
};

export type InProcessActions = typeof actions;

answerParent(actions, async () => caller?.close());

function opened(): Caller {
  if (!caller) throw new Error('not opened yet');
  return caller;
}

function preparedCalls(name: string): readonly Call[] {
  const calls = callsOf.get(name);
  if (!calls) throw new Error(`no calls were prepared for ${name}`);
  return calls;
}
