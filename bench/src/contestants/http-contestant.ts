import type { UserId } from '@picard-mcp/core';
import type { HttpDriverActions } from '../process/http-driver.js';
import type { Worker } from '../process/worker.js';
import type { Scenario } from '../scenario.js';
import type { Contestant, ContestantName } from './contestant.js';
import { requestBytes, type Wire } from './wire.js';

/** A server in its own process, seen from outside. */
export interface ServerUnderTest {
  readonly port: number;
  /** One token for each user; none where the server asks for none. */
  issueTokens(userIds: readonly UserId[]): Promise<readonly (string | undefined)[]>;
  cpuMicroseconds(): Promise<number>;
}

export interface HttpContestantOptions {
  readonly name: ContestantName;
  readonly server: ServerUnderTest;
  readonly driver: Worker<HttpDriverActions>;
  readonly wire: Wire;
  /** The ids of the memories in an answer, where the server keeps memories. */
  readonly idsOf: ((output: unknown) => readonly string[]) | undefined;
}

export function httpContestant(options: HttpContestantOptions): Contestant {
  const { name, server, driver, wire, idsOf } = options;
  const targetName = ({ name: scenario }: Scenario) => `${name}, ${scenario}`;
  return {
    name,
    async prepare(scenario) {
      const tokens = await server.issueTokens(scenario.calls.map(({ ownerId }) => ownerId));
      const requests = scenario.calls.map((call, index) => requestBytes(wire, call, tokens[index]));
      await driver.ask('aim', { name: targetName(scenario), port: server.port, requests });
    },
    async check(scenario, count) {
      const bodies = await driver.ask('check', { name: targetName(scenario), count });
      return idsOf && bodies.map((body) => idsOf(wire.output(body)));
    },
    async run(scenario, load) {
      const before = await server.cpuMicroseconds();
      const sample = await driver.ask('run', { name: targetName(scenario), load });
      return { ...sample, cpuUs: (await server.cpuMicroseconds()) - before };
    },
  };
}
