import { expect, it } from 'vitest';
import { withId, withIdsIn } from './created-ids.js';

const idOf = (index: number) => `id ${index}`;

it('names what an input creates, unless the caller did', () => {
  expect(withId({ name: 'x' }, idOf)).toEqual({ name: 'x', id: 'id 0' });
  expect(withId({ id: 'mine' }, idOf)).toEqual({ id: 'mine' });
  const items = { memories: [{ text: 'a' }, { text: 'b', id: 'mine' }, 7], atomic: true };
  expect(withIdsIn('memories')(items, idOf)).toEqual({
    memories: [{ text: 'a', id: 'id 0' }, { text: 'b', id: 'mine' }, 7],
    atomic: true,
  });
});

it.each([undefined, null, 'text', [{}], { memories: 'text' }])('leaves %j as it is', (input) => {
  expect(withIdsIn('memories')(input, idOf)).toEqual(input);
  if (!(input instanceof Object) || Array.isArray(input))
    expect(withId(input, idOf)).toEqual(input);
});
