/** One signing key at rest. Keys are numbered from 1 in the order of their making. */
export interface StoredSigningKey {
  readonly number: number;
  /** Encrypted JWK (RFC 7517 section 7) in JWE compact serialization. */
  readonly sealed: string;
}

/**
 * Storage for signing keys, shared by every process that signs or verifies with them. The highest
 * number is never removed, so that no number is given twice.
 */
export interface SigningKeyStorage {
  /** All keys, in any order. */
  list(): Promise<readonly StoredSigningKey[]>;
  /** Stores a new key. Returns false and changes nothing if the number is taken. Atomic across processes. */
  create(key: StoredSigningKey): Promise<boolean>;
  /** Replaces a key with the same key, resealed. Atomic. */
  replace(key: StoredSigningKey): Promise<void>;
  /** Forgets a key; an absent one is ignored. */
  remove(number: number): Promise<void>;
}
