const header = 4;

/** A vector as pgvector's `halfvec` takes it in binary: dimensions, a zero, 16-bit floats; big-endian. */
export function halfvec(vector: Float32Array): Buffer {
  const bits = new Uint32Array(vector.buffer, vector.byteOffset, vector.length);
  const encoded = Buffer.allocUnsafe(header + vector.length * 2);
  encoded.writeUInt32BE(vector.length << 16, 0);
  let at = header;
  for (const single of bits) {
    const magnitude = single & 0x7fffffff;
    // Below the smallest normal half there is nothing that would change a cosine.
    const half = magnitude < 0x38800000 ? 0 : (magnitude - 0x38000000 + 0x1000) >>> 13;
    encoded[at] = ((single >>> 24) & 0x80) | (half >>> 8);
    encoded[at + 1] = half;
    at += 2;
  }
  return encoded;
}

/** A one-dimensional array without nulls in binary. */
export function binaryArray(elementType: number, elements: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32BE(1, 0);
  head.writeInt32BE(elementType, 8);
  head.writeInt32BE(elements.length, 12);
  head.writeInt32BE(1, 16);
  return Buffer.concat([
    head,
    ...elements.flatMap((element) => {
      const length = Buffer.allocUnsafe(4);
      length.writeInt32BE(element.length);
      return [length, element];
    }),
  ]);
}
