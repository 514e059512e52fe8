import { newId, type Permission, type UserId } from '@picard-mcp/core';
import { randomNumbers } from './random.js';
import { aspects, type Theme, topics } from './theme.js';

export interface Owner {
  readonly id: UserId;
  readonly themes: readonly Theme[];
  /** The share of this owner's memories that are public. */
  readonly publicShare: number;
}

/** Users with their memories: one with very many, some with a few dozen, and a skewed crowd. */
export interface Population {
  readonly large: Owner;
  /** All of the same size. */
  readonly small: readonly Owner[];
  readonly crowd: readonly Owner[];
}

export interface PopulationSize {
  /** Memories in all. */
  readonly rows: number;
  readonly largeOwner: number;
  readonly smallOwner: number;
  readonly smallOwners: number;
}

export interface SeedMemory {
  readonly ownerId: UserId;
  readonly theme: Theme;
  readonly permission: Permission;
}

/** @throws RangeError when the rows do not suffice for the owners of a given size and a crowd beside them. */
export function createPopulation(size: PopulationSize): Population {
  const least = Math.ceil(1.2 * (size.largeOwner + size.smallOwners * size.smallOwner));
  if (size.rows < least) throw new RangeError(`at least ${least} memories are needed`);
  const random = randomNumbers(size.rows);
  let number = 0;

  function owner(memories: number, interests: number, publicShare: number): Owner {
    const favourites = Array.from({ length: interests }, () => Math.floor(random() * topics));
    const themes = Array.from({ length: memories }, (): Theme => {
      number += 1;
      const topic = favourites[Math.floor(random() * favourites.length)] ?? 0;
      return { topic, aspect: Math.floor(random() * aspects), number };
    });
    return { id: newId<UserId>(), themes, publicShare };
  }

  const large = owner(size.largeOwner, 40, 0);
  const small = Array.from({ length: size.smallOwners }, () => owner(size.smallOwner, 5, 0));
  const crowd: Owner[] = [];
  while (number < size.rows) {
    // Most have a dozen or two, a few have hundreds.
    const wanted = Math.min(900, Math.floor(12 / (1 - random()) ** 0.7));
    crowd.push(owner(Math.min(wanted, size.rows - number), 5, 0.1));
  }
  return { large, small, crowd };
}

/** Every memory, in an order that mixes the owners as time would. */
export function memoriesOf({ large, small, crowd }: Population): readonly SeedMemory[] {
  const random = randomNumbers(7);
  return [large, ...small, ...crowd]
    .flatMap(({ id, themes, publicShare }) =>
      themes.map((theme): SeedMemory & { readonly position: number } => ({
        ownerId: id,
        theme,
        permission: random() < publicShare ? 'public' : 'private',
        position: random(),
      })),
    )
    .sort((a, b) => a.position - b.position);
}
