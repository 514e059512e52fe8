import { describe, expect, it } from 'vitest';
import { dimensions, encodeHalfvec } from './halfvec.js';

/** The elements that were encoded, scaled so that the vector is as long as `vector`. */
function decode(encoded: Buffer, vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector);
  return vector.map((_, index) => fromHalf(encoded.readUInt16BE(4 + index * 2)) * length);
}

/** A number by its definition: IEEE 754-2019 section 3.4. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe('encodeHalfvec', () => {
  it('writes all dimensions, with zeros for those that are absent', () => {
    const encoded = encodeHalfvec(Float32Array.of(0, 2));
    expect(encoded).toHaveLength(4 + 2 * dimensions);
    expect(encoded.readUInt16BE(0)).toBe(dimensions);
    expect(encoded.readUInt16BE(2)).toBe(0);
    expect(encoded.readUInt16BE(6)).toBe(0x3c00);
    expect(encoded.subarray(8).every((byte) => byte === 0)).toBe(true);
  });

  it('rounds to the nearest, ties to even', () => {
    // 1 + 1/2048 lies between two neighbours; the rest makes the length a power of two.
    const tie = 1 + 2 ** -11;
    const rest = Math.sqrt(4 - tie ** 2);
    const encoded = encodeHalfvec(Float32Array.of(tie, rest));
    expect(fromHalf(encoded.readUInt16BE(4)) * 2).toBe(1);
    expect(Math.abs(fromHalf(encoded.readUInt16BE(6)) * 2 - rest)).toBeLessThan(2 ** -10);
  });

  it('keeps three digits of every element, whatever the length of the vector', () => {
    for (const factor of [1, 1e-20, 1e15]) {
      const vector = [0.9, -0.3, 0.05, -0.001, 0.0001].map((value) => value * factor);
      const decoded = decode(encodeHalfvec(Float32Array.from(vector)), vector);
      for (const [index, value] of vector.entries()) {
        expect(Math.abs((decoded[index] ?? 0) - value)).toBeLessThanOrEqual(Math.abs(value) * 5e-4);
      }
    }
  });

  it('keeps what is too small for all its bits as well as it can', () => {
    for (const exponent of [-14, -15, -20, -24]) {
      const encoded = encodeHalfvec(Float32Array.of(1, 2 ** exponent, -(2 ** exponent)));
      expect(fromHalf(encoded.readUInt16BE(6))).toBe(2 ** exponent);
      expect(fromHalf(encoded.readUInt16BE(8))).toBe(-(2 ** exponent));
    }
    expect(encodeHalfvec(Float32Array.of(1, 2 ** -26)).readUInt16BE(6)).toBe(0);
  });

  it.each([
    ['no dimensions', new Float32Array()],
    ['no direction', new Float32Array(3)],
    ['too many dimensions', new Float32Array(dimensions + 1).fill(1)],
    ['what is no number', Float32Array.of(1, Number.NaN)],
    ['an infinite element', Float32Array.of(1, Number.POSITIVE_INFINITY)],
  ])('refuses a vector of %s', (_, vector) => {
    expect(() => encodeHalfvec(vector)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
