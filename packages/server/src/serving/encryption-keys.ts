import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateEncryptionKey, PicardError } from '@picard-mcp/core';
import { type KeyRing, parseKeyRing } from '@picard-mcp/core/builtin';
import type { DataKeyStore, Logger } from '@picard-mcp/core/ports';
import type { Configuration } from '../configuration/configuration.js';
import { createPrivateFile, replacePrivateFile } from '../process/private-file.js';

/** The key ring of this installation, and where it comes from. */
export interface EncryptionKeys {
  readonly ring: KeyRing;
  /** The file of a generated ring; absent when the ring is configured. */
  readonly file?: GeneratedKeys;
}

export interface GeneratedKeys {
  readonly path: string;
  /** Makes a new current key. Running servers find it when they first meet what it sealed. */
  addKey(): Promise<void>;
  /** Drops the keys before the last one, which seal nothing after a rotation. */
  dropOldKeys(): Promise<void>;
}

/**
 * The configured key ring, or the one in the data folder, which is generated on first use with a
 * warning: the folder gives access to the memories in it, and without it they cannot be read.
 */
export async function openEncryptionKeys(
  { encryptionKeys, dataDir }: Pick<Configuration, 'encryptionKeys' | 'dataDir'>,
  logger: Logger,
): Promise<EncryptionKeys> {
  if (encryptionKeys !== undefined) return { ring: parseKeyRing(encryptionKeys) };
  const path = join(dataDir, 'encryption-keys');
  if (await createPrivateFile(path, `${generateEncryptionKey()}\n`)) {
    logger.warn(
      { path },
      'generated an encryption key; back it up, or set PICARD_ENCRYPTION_KEYS: without it the memories cannot be read',
    );
  }
  return generatedKeys(path);
}

/**
 * Checks, on a sample, that the ring holds the keys that the database was encrypted with.
 *
 * @throws PicardError `internal` that names the keys which are missing.
 */
export async function assertOpens(ring: KeyRing, dataKeys: DataKeyStore): Promise<void> {
  const sample = await dataKeys.listOutdated({
    currentKeyId: ring.current.id,
    after: undefined,
    limit: 100,
  });
  const used = new Set(sample.map(({ keyId }) => keyId));
  const missing = [...used].filter((keyId) => ring.find(keyId) === undefined);
  if (missing.length === 0) return;
  throw new PicardError(
    'internal',
    `The memories in this database are encrypted with ${missing.join(', ')}, which is not in the key ring. Set PICARD_ENCRYPTION_KEYS, or restore the file encryption-keys in the data folder.`,
  );
}

/**
 * The ring in a file. The file is read again before anything new is sealed, and when a key is asked for
 * that it did not hold before: so a server continues while the operator rotates keys, and never seals with a
 * key that is about to be dropped.
 */
function generatedKeys(path: string): EncryptionKeys {
  let ring = parse(path);
  const reread = () => {
    ring = parse(path);
    return ring;
  };
  const rewrite = (entries: readonly string[]) =>
    replacePrivateFile(path, `${entries.join(',')}\n`);
  return {
    ring: {
      get current() {
        return reread().current;
      },
      find: (keyId) => ring.find(keyId) ?? reread().find(keyId),
    },
    file: {
      path,
      addKey: () => rewrite([generateEncryptionKey(), ...entriesIn(path)]),
      dropOldKeys: () => rewrite(entriesIn(path).slice(0, 2)),
    },
  };
}

function parse(path: string): KeyRing {
  try {
    return parseKeyRing(entriesIn(path).join(','));
  } catch (cause) {
    throw new PicardError('internal', `The encryption keys in ${path} cannot be read.`, { cause });
  }
}

function entriesIn(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trim().split(',');
}
