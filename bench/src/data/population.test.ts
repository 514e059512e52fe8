import { expect, it } from 'vitest';
import { createPopulation, memoriesOf } from './population.js';

const size = { rows: 500, largeOwner: 100, smallOwner: 20, smallOwners: 3 };

it('has as many memories as were asked for, spread over owners large, small and many', () => {
  const population = createPopulation(size);
  const memories = memoriesOf(population);
  expect(memories).toHaveLength(500);
  const countOf = (id: string) => memories.filter(({ ownerId }) => ownerId === id).length;
  expect(countOf(population.large.id)).toBe(100);
  expect(population.small.map(({ id }) => countOf(id))).toEqual([20, 20, 20]);
  expect(population.crowd.length).toBeGreaterThan(3);
});

it('makes memories of the crowd public, and nobody else’s', () => {
  const population = createPopulation(size);
  const owners = memoriesOf(population).flatMap(({ ownerId, permission }) =>
    permission === 'public' ? [ownerId] : [],
  );
  const crowd = new Set(population.crowd.map(({ id }) => id));
  expect(owners.length).toBeGreaterThan(0);
  expect(owners.every((id) => crowd.has(id))).toBe(true);
});

it('tells of no two memories the same', () => {
  const numbers = memoriesOf(createPopulation(size)).map(({ theme }) => theme.number);
  expect(new Set(numbers).size).toBe(500);
});

it('refuses fewer memories than its owners have', () => {
  expect(() => createPopulation({ ...size, rows: 180 })).toThrow('at least 192 memories');
});
