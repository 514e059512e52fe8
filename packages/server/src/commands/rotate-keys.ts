import { rotateKeys } from '@picard-mcp/core/builtin';
import { type Store, systemClock } from '@picard-mcp/core/ports';
import { openKeySet } from '@picard-mcp/oauth';
import type { Command } from 'commander';
import { type EncryptionKeys, openEncryptionKeys } from '../serving/encryption-keys.js';
import type { OperatorContext } from './operator-context.js';
import { withSigningKeys } from './with-signing-keys.js';
import { withStore } from './with-store.js';

/**
 * `rotate-keys`: has every key that is encrypted at rest encrypted by the current encryption key. With
 * a generated ring, a new current key is made first, unless an earlier rotation is still to be finished.
 * `--signing` also makes a new key that signs tokens.
 */
export function addRotateKeys(program: Command, context: OperatorContext): void {
  program
    .command('rotate-keys')
    .description('encrypt all keys with the current encryption key; may be stopped and run again')
    .option('--signing', 'also create a new token signing key')
    .action(async ({ signing = false }: { readonly signing?: boolean }) => {
      const { configuration, logger, print } = context;
      const keys = await openEncryptionKeys(configuration, logger);
      await withStore(context, (store) => rewrapDataKeys(store, keys, context));

      await withSigningKeys(context, async (storage) => {
        const keySet = await openKeySet({
          storage,
          encryptionKeys: keys.ring,
          clock: systemClock,
        });
        if (signing) {
          await keySet.rotate();
          print('Made a new signing key; it signs in a minute, and living tokens stay valid.');
        }
        print(`Encrypted ${await keySet.reseal()} signing keys with ${keys.ring.current.id}.`);
      });
      await keys.file?.dropOldKeys();
    });
}

async function rewrapDataKeys(
  { dataKeys }: Store,
  { ring, file }: EncryptionKeys,
  { print, logger }: OperatorContext,
): Promise<void> {
  const current = { currentKeyId: ring.current.id, after: undefined, limit: 1 };
  const [unfinished] = await dataKeys.listOutdated(current);
  if (file && !unfinished) await file.addKey();
  const { rewrapped } = await rotateKeys({
    keys: ring,
    dataKeys,
    onProgress: (progress) => logger.debug(progress, 'rotating'),
  });
  print(`Encrypted ${rewrapped} users' data keys with ${ring.current.id}.`);
}
