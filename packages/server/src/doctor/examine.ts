import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '@picard-mcp/core/builtin';
import { inspectDatabase } from '@picard-mcp/store-postgres';
import type { OperatorContext } from '../commands/operator-context.js';
import { withSigningKeys } from '../commands/with-signing-keys.js';
import { withStore } from '../commands/with-store.js';
import { errorLine } from '../process/describe-error.js';
import { chooseEmbedder } from '../serving/embedder.js';
import { openEncryptionKeys } from '../serving/encryption-keys.js';
import { chooseLanguageModel } from '../serving/language-model.js';
import { databaseOptions } from '../serving/open-store.js';
import { checkDataFolder } from './check-data-folder.js';
import { checkDatabase } from './check-database.js';
import { checkIssuer } from './check-issuer.js';
import { checkDataKeys, checkSigningKeys } from './check-keys.js';
import { checkEmbedder, checkEmbeddings, checkLanguageModel } from './check-services.js';
import { type Finding, findingsOf } from './finding.js';

const encryptionKeys = findingsOf('encryption keys');

/** Looks at everything that a server needs, and changes nothing of it. */
export async function examine(context: OperatorContext): Promise<readonly Finding[]> {
  const { configuration, logger } = context;
  const { databaseUrl } = configuration;
  const isEmbedded = databaseUrl === undefined;
  const embedder = await chooseEmbedder(configuration.openAi, logger);
  const { ring, findings: ofRing } = await checkEncryptionKeys(context);
  const { findings: ofDatabase, isUsable } = await checkDatabase(
    () => inspectDatabase(databaseOptions(configuration, logger)),
    isEmbedded,
  );
  const ofStore = isUsable ? await insideStore(context, ring, embedder.model) : [];
  const ofSigningKeys =
    ring !== undefined && (isEmbedded || isUsable)
      ? await withSigningKeys(context, (storage) => checkSigningKeys(storage, ring)).catch(
          failureOf('signing keys'),
        )
      : [];
  return [
    ...(await checkDataFolder(configuration.dataDir)),
    ...ofDatabase,
    ...ofRing,
    ...ofStore,
    ...ofSigningKeys,
    ...(await checkEmbedder(embedder)),
    ...(await checkLanguageModel(
      configuration.openAi && (await chooseLanguageModel(configuration.openAi, logger)),
    )),
    ...(await checkIssuer(configuration)),
  ];
}

interface LookedAtRing {
  readonly ring: KeyRing | undefined;
  readonly findings: readonly Finding[];
}

/** A server would create a missing key ring; a check must not. */
async function checkEncryptionKeys({
  configuration,
  logger,
}: OperatorContext): Promise<LookedAtRing> {
  const isConfigured = configuration.encryptionKeys !== undefined;
  const path = join(configuration.dataDir, 'encryption-keys');
  if (!isConfigured && !existsSync(path)) {
    const text = 'none yet; the first start generates them, unless PICARD_ENCRYPTION_KEYS is set';
    return { ring: undefined, findings: [encryptionKeys('note', text)] };
  }
  try {
    const { ring } = await openEncryptionKeys(configuration, logger);
    const where = isConfigured
      ? 'from PICARD_ENCRYPTION_KEYS'
      : `in ${path}; keep a copy elsewhere`;
    return { ring, findings: [encryptionKeys('ok', `${ring.current.id} is current, ${where}`)] };
  } catch (error) {
    const advice = `restore ${path} from a backup, or set PICARD_ENCRYPTION_KEYS`;
    return { ring: undefined, findings: [encryptionKeys('FAIL', errorLine(error), advice)] };
  }
}

function insideStore(
  context: OperatorContext,
  ring: KeyRing | undefined,
  model: string,
): Promise<readonly Finding[]> {
  return withStore(context, async (store) => [
    ...(ring === undefined ? [] : await checkDataKeys(store, ring, context.logger)),
    ...(await checkEmbeddings(store, model)),
  ]).catch(failureOf('data keys'));
}

function failureOf(subject: string): (error: unknown) => readonly Finding[] {
  const report = findingsOf(subject);
  return (error) => [
    report(
      'FAIL',
      errorLine(error),
      'check DATABASE_URL and, if it is set, PICARD_KEYS_DATABASE_URL',
    ),
  ];
}
