import type { Load } from '../measure/closed-loop.js';
import type { TimedSample } from '../measure/cpu.js';
import type { Scenario } from '../scenario.js';

/** A client that makes the calls of a scenario. */
export interface Contestant {
  readonly name: ContestantName;
  /** Makes everything ready that must not be measured. */
  prepare(scenario: Scenario): Promise<void>;
  /**
   * The ids of the memories that each of the first calls answers, or `undefined` from a contestant that
   * stores no memories.
   */
  check(scenario: Scenario, count: number): Promise<readonly (readonly string[])[] | undefined>;
  run(scenario: Scenario, load: Load): Promise<TimedSample>;
}

export const contestantNames = [
  'bare pg',
  'library',
  'REST',
  'MCP 2026-07-28',
  'MCP 2025-11-25',
  'bare SDK 2026-07-28',
  'bare SDK 2025-11-25',
] as const;

export type ContestantName = (typeof contestantNames)[number];

/** What each MCP wire is compared with, besides bare pg. */
export const sdkPeer: Partial<Record<ContestantName, ContestantName>> = {
  'MCP 2026-07-28': 'bare SDK 2026-07-28',
  'MCP 2025-11-25': 'bare SDK 2025-11-25',
};
