/** Numbers that look random and are the same in every run. */
export interface Random {
  /** From 0 up to, not including, `below`. */
  integer(below: number): number;
  /** True so often: 0.25 is one time in four. */
  chance(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** Each value with the same chance, in the order given. */
  some<Value>(values: readonly Value[], share: number): readonly Value[];
}

/** Marsaglia's xorshift with 32 bits of state. */
export function random(seed: number): Random {
  let state = seed;

  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  }

  const chance = (share: number): boolean => next() < share;
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    integer,
    chance,
    pick(values) {
      const value = values[integer(values.length)];
      if (value === undefined) throw new Error('there is nothing to pick from');
      return value;
    },
    some: (values, share) => values.filter(() => chance(share)),
  };
}
