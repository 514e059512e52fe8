import { closedLoop, type Load, type Sample } from '../measure/closed-loop.js';
import { answerParent } from './answer-parent.js';
import { type Answer, type HttpConnection, openConnection } from './http-connection.js';

/** Requests to one server, made in turn. */
export interface Target {
  readonly port: number;
  readonly requests: readonly Uint8Array[];
}

const targets = new Map<string, Target>();
const turns = new Map<string, number>();

/** The client of every HTTP contestant: one process, so that its processor time is no server's. */
const actions = {
  async aim({ name, ...target }: Target & { readonly name: string }): Promise<void> {
    targets.set(name, target);
    turns.set(name, 0);
  },
  /** The answers to the first `count` requests. */
  async check({ name, count }: { readonly name: string; readonly count: number }) {
    const { port, requests } = targetOf(name);
    const connection = await openConnection(port);
    const bodies: string[] = [];
    for (const request of requests.slice(0, count)) {
      bodies.push(successful(await connection.exchange(request)).body);
    }
    connection.close();
    return bodies;
  },
  async run({ name, load }: { readonly name: string; readonly load: Load }): Promise<Sample> {
    const { port, requests } = targetOf(name);
    const first = turns.get(name) ?? 0;
    const lanes = await Promise.all(
      Array.from({ length: load.concurrency }, () => openConnection(port)),
    );
    const sample = await closedLoop(load, async (index, lane) => {
      const request = at(requests, (first + index) % requests.length);
      successful(await at<HttpConnection>(lanes, lane).exchange(request));
    });
    for (const connection of lanes) connection.close();
    turns.set(name, first + sample.latenciesMs.length);
    return sample;
  },
};

export type HttpDriverActions = typeof actions;

answerParent(actions, async () => undefined);

/** An answer that is an error would make a server look fast. */
function successful(answer: Answer): Answer {
  const { status, body } = answer;
  if (status === 200 && !body.includes('"isError":true') && !body.includes('"error":{')) {
    return answer;
  }
  throw new Error(`answered ${status}: ${body.slice(0, 500)}`);
}

function targetOf(name: string): Target {
  const target = targets.get(name);
  if (!target) throw new Error(`no target ${name}`);
  return target;
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`nothing at ${index}`);
  return value;
}
