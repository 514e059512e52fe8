import { createHash } from 'node:crypto';

/**
 * A UUID that follows from `source` alone, which must be JSON. It has the form of a UUID v4, with 122 bits of a
 * SHA-256 in place of random ones, so that it meets another id no more often than those do.
 */
export function derivedUuid(source: readonly unknown[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(source)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ] as const;
  return parts.map(([from, to]) => hex.slice(from, to)).join('-');
}
