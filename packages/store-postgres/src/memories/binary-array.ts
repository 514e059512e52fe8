const headerLength = 20;

/**
 * A one-dimensional array in PostgreSQL's binary form, which costs the server no parsing. `elementType` is
 * the OID of the elements' type, each of them in that type's own binary form; `undefined` is null.
 */
export function encodeArray(
  elementType: number,
  elements: readonly (Uint8Array | undefined)[],
): Buffer {
  const length = elements.reduce((sum, element) => sum + 4 + (element?.length ?? 0), headerLength);
  const encoded = Buffer.allocUnsafe(length);
  encoded.writeInt32BE(1, 0);
  encoded.writeInt32BE(elements.includes(undefined) ? 1 : 0, 4);
  encoded.writeUInt32BE(elementType, 8);
  encoded.writeInt32BE(elements.length, 12);
  encoded.writeInt32BE(1, 16);
  let at = headerLength;
  for (const element of elements) {
    at = encoded.writeInt32BE(element?.length ?? -1, at);
    if (!element) continue;
    encoded.set(element, at);
    at += element.length;
  }
  return encoded;
}
