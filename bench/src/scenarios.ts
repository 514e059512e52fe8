import type { UserId } from '@picard-mcp/core';
import type { Owner, Population } from './data/population.js';
import { randomNumbers } from './data/random.js';
import { aspects, textOf, topics } from './data/theme.js';
import type { Call, Scenario } from './scenario.js';

export interface SearchSizes {
  /** Different calls to take turns with. */
  readonly variety: number;
  readonly concurrency: number;
}

export interface ScenarioSizes extends SearchSizes {
  readonly batch: number;
}

const searchLimit = 10;
const pageLimit = 50;

/** Reading comes first, so that it meets the same data in every run. */
export function createScenarios(
  population: Population,
  writers: readonly UserId[],
  sizes: ScenarioSizes,
): readonly Scenario[] {
  return [
    ...searchScenarios(population, sizes),
    listScenario(population, sizes),
    ...submitScenarios(writers, sizes),
  ];
}

/** Searches for something that the owner has memories of, in words that none of them has. */
export function searchScenarios(
  { large, small, crowd }: Population,
  { variety, concurrency }: SearchSizes,
): readonly Scenario[] {
  const random = randomNumbers(11);
  const searches = (owners: readonly Owner[], scope: 'own' | 'public') =>
    times(variety, (index): Call => {
      const owner = pick(owners, index);
      const theme = pick(owner.themes, Math.floor(random() * owner.themes.length));
      const query = textOf({ ...theme, number: newNumber() });
      return {
        ownerId: owner.id,
        tool: 'query_memory',
        input: { query, limit: searchLimit, scope },
      };
    });
  const shared = { answers: searchLimit, writes: 0, concurrency };
  return [
    {
      ...shared,
      name: 'search-small',
      title: `search, owner of ${sizeOf(small[0])} memories`,
      calls: searches(small, 'own'),
    },
    {
      ...shared,
      name: 'search-large',
      title: `search, owner of ${sizeOf(large)} memories`,
      calls: searches([large], 'own'),
    },
    {
      ...shared,
      name: 'search-public',
      title: 'search, public memories of everybody',
      calls: searches(crowd, 'public'),
    },
  ];
}

function listScenario({ large }: Population, { concurrency }: SearchSizes): Scenario {
  return {
    name: 'list',
    title: `list, first ${pageLimit} of ${sizeOf(large)} memories`,
    calls: [{ ownerId: large.id, tool: 'get_memories', input: { limit: pageLimit } }],
    answers: pageLimit,
    writes: 0,
    concurrency,
  };
}

function submitScenarios(
  writers: readonly UserId[],
  { variety, batch, concurrency }: ScenarioSizes,
): readonly Scenario[] {
  const note = () => {
    const number = newNumber();
    return { text: textOf({ topic: number % topics, aspect: number % aspects, number }) };
  };
  return [
    {
      name: 'submit',
      title: 'submit one memory',
      calls: times(variety, (index) => ({
        ownerId: pick(writers, index),
        tool: 'submit_memory',
        input: note(),
      })),
      answers: 1,
      writes: 1,
      concurrency,
    },
    {
      name: 'batch',
      title: `submit a batch of ${batch.toLocaleString('en')}`,
      calls: times(Math.min(variety, 3), (index) => ({
        ownerId: pick(writers, index),
        tool: 'batch_submit_memories',
        input: { memories: times(batch, note) },
      })),
      answers: batch,
      writes: batch,
      concurrency: 1,
    },
  ];
}

let lastNumber = 0x40000000;

/** A number of a text that is not stored yet. */
function newNumber(): number {
  lastNumber += 1;
  return lastNumber;
}

function sizeOf(owner: Owner | undefined): string {
  return (owner?.themes.length ?? 0).toLocaleString('en');
}

function times<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}
