/**
 * A 32-bit hash of a text: FNV-1a over its UTF-16 code units, then the bits mixed once more, because
 * FNV alone leaves the low bits of short texts similar. It is part of the embedding model: a change
 * here is a new model.
 */
export function hashFeature(feature: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < feature.length; at += 1) {
    hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
