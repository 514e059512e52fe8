import { PicardError } from '@picard-mcp/core';

/** Length of every stored vector. Shorter ones are filled with zeros, which changes no cosine. */
export const dimensions = 1536;

const headerLength = 4;

/**
 * A vector in the binary form that pgvector's `halfvec` takes: the number of dimensions and an unused field,
 * 16 bits each, then the elements as IEEE 754 half-precision numbers, all big-endian.
 *
 * The vector is scaled to length 1 first, so that neither large nor small numbers leave the range of
 * half precision; cosine similarity does not depend on the length.
 *
 * @throws PicardError `internal` for a vector that is too long, has no direction or is not finite.
 */
export function encodeHalfvec(vector: Float32Array): Buffer {
  const scale = 1 / lengthOf(vector);
  const encoded = Buffer.alloc(headerLength + dimensions * 2);
  encoded.writeUInt16BE(dimensions, 0);
  for (let index = 0; index < vector.length; index += 1) {
    const half = toHalf((vector[index] ?? 0) * scale);
    const at = headerLength + index * 2;
    encoded[at] = half >>> 8;
    encoded[at + 1] = half;
  }
  return encoded;
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) squares += (vector[index] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  if (vector.length <= dimensions && Number.isFinite(length) && length > 0) return length;
  throw new PicardError('internal', 'The embedding is not a vector that can be stored.', {
    cause: new RangeError(`vector of ${vector.length} dimensions and length ${length}`),
  });
}

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** Smallest magnitude that half precision holds with all its bits, as the bits of a single. */
const smallestNormal = 0x38800000;
/** What the exponents of single and half precision differ by, in place. */
const rebias = 0x38000000;

/** The bits of a number between -1 and 1 in half precision, rounded to the nearest, ties to even. */
function toHalf(value: number): number {
  single[0] = value;
  const all = bits[0] ?? 0;
  const sign = (all >>> 16) & 0x8000;
  const magnitude = all & 0x7fffffff;
  if (magnitude >= smallestNormal) {
    return sign | ((magnitude - rebias + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  }
  // Added to 0.5, a subnormal's bits are the low bits of the sum, rounded by the addition itself.
  single[0] = Math.abs(value) + 0.5;
  return sign | ((bits[0] ?? 0) - 0x3f000000);
}
