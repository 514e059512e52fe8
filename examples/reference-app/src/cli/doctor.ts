import type { KeyRing, Store, UserId } from '@picard-mcp/core';
import { openKeySet } from '@picard-mcp/oauth';
import type { Command } from 'commander';
import { errorLine } from '../server/describe-error.js';
import { chooseEmbedder } from '../server/embedder.js';
import { openEncryptionKeys } from '../server/encryption-keys.js';
import type { OperatorContext } from './operator-context.js';
import { withSigningKeys } from './with-signing-keys.js';
import { withStore } from './with-store.js';

/** `doctor`: looks at everything that a server needs, and exits 1 on a fault. */
export function addDoctor(program: Command, context: OperatorContext): void {
  program
    .command('doctor')
    .description('check the database, the keys and the embedding service')
    .action(async () => {
      const { configuration, logger, print } = context;
      const check = async (what: string, look: () => Promise<string>) => {
        try {
          print(`ok    ${what}: ${await look()}`);
        } catch (error) {
          print(`FAIL  ${what}: ${errorLine(error)}`);
          process.exitCode = 1;
        }
      };

      const { ring } = await openEncryptionKeys(configuration, logger);
      const embedder = chooseEmbedder(configuration.openAi, logger);
      await check('signing keys', () =>
        withSigningKeys(context, async (storage) => {
          const keys = await openKeySet({ storage, encryptionKeys: ring });
          return `${(await keys.publicKeys()).length} published`;
        }),
      );
      await check('embedding service', async () => {
        await embedder.embed(['Is anybody there?'], { purpose: 'query' });
        return embedder.model;
      });
      await check('database', () =>
        withStore(context, async (store) => {
          await store.ping();
          await check('data keys', () => lookAtDataKeys(store, ring));
          await check('embeddings', () => lookAtEmbeddings(store, embedder.model));
          return configuration.databaseUrl === undefined ? 'embedded' : 'PostgreSQL';
        }),
      );
    });
}

async function lookAtDataKeys({ dataKeys }: Store, ring: KeyRing): Promise<string> {
  const currentKeyId = ring.current.id;
  const missing = new Set<string>();
  let outdated = 0;
  let after: UserId | undefined;
  for (;;) {
    const page = await dataKeys.listOutdated({ currentKeyId, after, limit: 1_000 });
    for (const { keyId } of page) if (ring.find(keyId) === undefined) missing.add(keyId);
    outdated += page.length;
    after = page.at(-1)?.ownerId;
    if (after === undefined) break;
  }
  if (missing.size > 0) throw new Error(`the key ring lacks ${[...missing].join(', ')}`);
  const rest = outdated === 0 ? '' : `; ${outdated} wait for rotate-keys`;
  return `encrypted with ${currentKeyId}${rest}`;
}

async function lookAtEmbeddings({ memories }: Store, present: string): Promise<string> {
  const counts = await memories.countByModel();
  if (counts.length === 0) return 'no memory yet';
  return counts
    .map(({ model = 'none yet', count }) => {
      const rest = model === present || model === 'none yet' ? '' : ' (run reembed)';
      return `${count} by ${model}${rest}`;
    })
    .join(', ');
}
