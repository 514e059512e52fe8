import { PicardError, type UserId } from '@picard-mcp/core';
import { envelopeCipher, type KeyRing } from '@picard-mcp/core/builtin';
import type { Logger, Store } from '@picard-mcp/core/ports';
import { openKeySet, type SigningKeyStorage } from '@picard-mcp/oauth';
import { errorLine } from '../process/describe-error.js';
import { type Finding, findingsOf } from './finding.js';

const dataKeys = findingsOf('data keys');
const signingKeys = findingsOf('signing keys');

/** Every name of a key is looked at; only of so many users is it tried whether the key opens. */
const maxTried = 20;

/** Whether the ring opens the keys that users' texts are encrypted with. */
export async function checkDataKeys(
  store: Pick<Store, 'dataKeys'>,
  ring: KeyRing,
  logger: Logger,
): Promise<readonly Finding[]> {
  const currentKeyId = ring.current.id;
  const missing = new Set<string>();
  let outdated = 0;
  let after: UserId | undefined;
  for (;;) {
    const page = await store.dataKeys.listOutdated({ currentKeyId, after, limit: 1_000 });
    for (const { keyId } of page) if (ring.find(keyId) === undefined) missing.add(keyId);
    outdated += page.length;
    after = page.at(-1)?.ownerId;
    if (after === undefined) break;
  }
  if (missing.size > 0) {
    return [
      dataKeys(
        'FAIL',
        `the key ring lacks ${[...missing].join(', ')}; data encrypted with these keys cannot be read`,
        'put the missing keys into PICARD_ENCRYPTION_KEYS, behind the current one, or restore the file encryption-keys',
      ),
    ];
  }
  const unopened = await tryToOpen(store, ring, logger);
  if (unopened !== undefined) {
    return [
      dataKeys(
        'FAIL',
        `the key ring has a different key with the same name: ${unopened}`,
        'restore the key ring that the data was encrypted with',
      ),
    ];
  }
  if (outdated === 0) return [dataKeys('ok', `encrypted with ${currentKeyId}`)];
  return [
    dataKeys(
      'warn',
      `encrypted with ${currentKeyId}, but ${outdated} with older keys`,
      'run "npm run picard -- rotate-keys"',
    ),
  ];
}

/** Seals a value for some users, which requires unwrapping their keys. Nothing is stored. */
async function tryToOpen(
  { dataKeys: keys }: Pick<Store, 'dataKeys'>,
  ring: KeyRing,
  logger: Logger,
): Promise<string | undefined> {
  // No key of a ring has this name, so that every data key is wrapped by another one.
  const sample = await keys.listOutdated({ currentKeyId: '', after: undefined, limit: maxTried });
  const cipher = envelopeCipher({ keys: ring, dataKeys: keys, logger });
  try {
    await cipher.seal(
      sample.map(({ ownerId }) => ({
        ...{ ownerId, memoryId: ownerId, field: 'text' as const },
        text: 'Is anybody there?',
      })),
    );
    return undefined;
  } catch (error) {
    if (error instanceof PicardError && error.code === 'unavailable') throw error;
    return errorLine(error);
  }
}

/** Whether the ring opens the keys that sign tokens. Makes none. */
export async function checkSigningKeys(
  storage: SigningKeyStorage,
  ring: KeyRing,
): Promise<readonly Finding[]> {
  try {
    if ((await storage.list()).length === 0) {
      return [signingKeys('note', 'none yet; the first start makes one')];
    }
    const keys = await openKeySet({ storage, encryptionKeys: ring });
    return [signingKeys('ok', `${(await keys.publicKeys()).length} published`)];
  } catch (error) {
    return [
      signingKeys(
        'FAIL',
        errorLine(error),
        'restore the key ring that they are encrypted with; as a last resort, remove the signing keys: new ones are created, and all users must log in again',
      ),
    ];
  }
}
