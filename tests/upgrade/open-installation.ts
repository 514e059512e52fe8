import { createPicard, type Picard } from '@picard-mcp/core';
import type { Clock } from '@picard-mcp/core/ports';
import { type PostgresStore, postgresStore } from '@picard-mcp/store-postgres';
import { type Dump, type LoadedDump, readDump } from './load-dump.js';
import { manifest } from './manifest.js';

export const installationDump = readDump('installation-2026-11', { hasPostgresPart: true });

/** The time of the dump, for ever. */
export const clock: Clock = { now: () => new Date(manifest.takenAt) };

/** The dumped installation, brought up to date by the present code. */
export interface UpgradedInstallation {
  readonly store: PostgresStore;
  readonly picard: Picard;
  close(): Promise<void>;
}

/** Loads the dump and opens it as a server does. */
export async function upgradeInstallation(
  load: (dump: Dump) => Promise<LoadedDump>,
): Promise<UpgradedInstallation> {
  const loaded = await load(installationDump);
  const store = await postgresStore(loaded.place);
  const { encryptionKeys } = manifest;
  const picard = createPicard({ store, encryptionKeys, clock, background: false });
  return {
    store,
    picard,
    async close() {
      await picard.close();
      await store.close();
      await loaded.remove();
    },
  };
}
