/** Vectors for tests that lie in clusters, as those of texts about a number of topics do. */
export interface ClusteredVectors {
  readonly topics: number;
  /** Another vector of a topic. */
  near(topic: number): Float32Array;
  /** A number from 0 up to, not including, `below`; the same in every run. */
  integer(below: number): number;
}

const dimensions = 1536;
/** Texts about one topic differ in few ways. */
const directions = 16;
const spread = 0.6;

/** The same vectors in every run. */
export function clusteredVectors(topics: number): ClusteredVectors {
  let state = 20_260_301;

  function uniform(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  }

  /** Normally distributed: Box and Muller. */
  function normal(): number {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  const direction = () => unit(new Float32Array(dimensions).map(normal));
  const centres = Array.from({ length: topics }, direction);
  const ways = Array.from({ length: directions }, direction);

  return {
    topics,
    integer: (below) => Math.floor(uniform() * below),
    near(topic) {
      const vector = Float32Array.from(centres[topic] ?? []);
      for (const way of ways) {
        const step = (normal() * spread) / Math.sqrt(directions);
        for (let place = 0; place < dimensions; place += 1) {
          vector[place] = (vector[place] ?? 0) + step * (way[place] ?? 0);
        }
      }
      return unit(vector);
    },
  };
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
