import { createPicard } from '@picard-mcp/core';
import { envelopeCipher } from '@picard-mcp/core/builtin';
import { type Logger, systemClock, type UserAccount } from '@picard-mcp/core/ports';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { createAuthorizationServer } from '@picard-mcp/oauth';
import type { PostgresStore } from '@picard-mcp/store-postgres';
import type { Configuration } from '../configuration/configuration.js';
import { ensureAdministrator } from './administrator.js';
import { chooseEmbedder } from './embedder.js';
import { assertOpens, openEncryptionKeys } from './encryption-keys.js';
import { writeInstanceRecord } from './instance-record.js';
import { chooseLanguageModel } from './language-model.js';
import { drain, listen } from './node-server.js';
import { openStore } from './open-store.js';
import { resourceOf, signingKeysOf } from './token-authority.js';

/** A running server. */
export interface RunningServer {
  readonly administrator: UserAccount;
  /** Given on the very start that created the administrator, unless the password was configured. */
  readonly generatedPassword: string | undefined;
  /** The server's store, for programs that run beside it in the same process. */
  readonly store: PostgresStore;
  /** Stops accepting, finishes what was accepted, and releases everything. */
  close(): Promise<void>;
}

/** The time that requests may take to finish when the server stops. */
const drainMs = 10_000;

/**
 * Opens the database, makes what is missing (keys, the administrator), and serves Picard.
 *
 * @throws PicardError whose one-line message states the problem for the operator.
 */
export async function startServer(
  configuration: Configuration,
  logger: Logger,
): Promise<RunningServer> {
  const { dataDir, issuer } = configuration;
  const clock = systemClock;
  const store = await openStore(configuration, logger);
  const closers = [() => store.close()];
  const close = async () => {
    for (const release of closers.splice(0).reverse()) await release();
  };

  try {
    const { ring } = await openEncryptionKeys(configuration, logger);
    await assertOpens(ring, store.dataKeys);
    const { account, generatedPassword } = await ensureAdministrator(
      { users: store.users, clock },
      configuration.administrator,
    );
    const authorization = await createAuthorizationServer({
      issuer,
      resource: resourceOf(issuer),
      store: store.authorization,
      users: store.users,
      activity: store.activity,
      totals: store.totals,
      encryptionKeys: ring,
      signingKeys: signingKeysOf(configuration, store),
      clock,
      logger,
      registration: { users: configuration.isRegistrationOpen },
      lifetimes: { refreshGrace: configuration.refreshGrace },
      eraseUser: (userId) => picard.eraseUser(userId),
    });
    closers.push(() => authorization.close());
    const cipher = envelopeCipher({ keys: ring, dataKeys: store.dataKeys, clock, logger });
    const picard = createPicard({
      store,
      cipher,
      access: authorization.access,
      embedder: await chooseEmbedder(configuration.openAi, logger),
      languageModel: await chooseLanguageModel(configuration.openAi, logger),
      activity: { days: configuration.activityDays },
      trashDays: configuration.trashDays,
      clock,
      logger,
    });
    closers.push(() => picard.close());

    const { resourceMetadataUrl, verifier, wellKnown } = authorization;
    const mcp = picardMcp({ picard, mode: configuration.mcpMode, resourceMetadataUrl });
    authorization.onRevoked(mcp.closeStreams);
    const http = createPicardHttp({
      picard,
      verifier,
      publicUrl: issuer,
      allowedHosts: configuration.allowedHosts,
      resourceMetadataUrl,
      mcp,
      handlers: [authorization],
    });
    const prefix = new URL(issuer).pathname.replace(/\/$/, '');
    const server = await listen({ http, wellKnown, prefix }, configuration, logger);
    closers.push(async () => {
      const [isClean] = await Promise.all([drain(server, drainMs), http.close()]);
      if (!isClean) logger.warn({ drainMs }, 'requests that did not finish in time were cut off');
    });

    await writeInstanceRecord(dataDir, {
      issuer,
      administrator: { id: account.id, username: account.username },
    });
    return { administrator: account, generatedPassword, store, close };
  } catch (error) {
    await close();
    throw error;
  }
}
