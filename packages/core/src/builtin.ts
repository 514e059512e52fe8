/** What works with no key and no service: the cipher and its key ring, the word embedder, the extractive model. */

export {
  type EnvelopeCipher,
  type EnvelopeCipherOptions,
  envelopeCipher,
} from './builtin/envelope-cipher.js';
export {
  type ExtractiveModelOptions,
  extractiveModel,
} from './builtin/extractive-model/extractive-model.js';
export { type KeyRing, parseKeyRing, type RingKey } from './builtin/key-ring.js';
export { localEmbedder } from './builtin/local-embedder/local-embedder.js';
export { type MoveDataKeysOptions, moveDataKeys } from './builtin/move-data-keys.js';
export { type RotateKeysOptions, rotateKeys } from './builtin/rotate-keys.js';
