import { type MemoryId, newId } from '@picard-mcp/core';
import { envelopeCipher, parseKeyRing } from '@picard-mcp/core/builtin';
import {
  type NewMemory,
  type Store,
  sharedWithNobody,
  type TextCipher,
} from '@picard-mcp/core/ports';
import { postgresStore } from '@picard-mcp/store-postgres';
import { memoriesOf, type Population, type SeedMemory } from '../data/population.js';
import { preparedEmbedder } from '../data/prepared-embedder.js';
import { textOf, vectorOf } from '../data/theme.js';
import { withClient } from './bench-database.js';
import { settle, withoutVectorIndex } from './vector-index.js';

const { model } = preparedEmbedder();
const batchSize = 1_000;
const epoch = Date.UTC(2026, 0, 1);

/** Makes the schema and fills it as Picard would have, with texts that open and vectors that lie in clusters. */
export async function seed(
  databaseUrl: string,
  encryptionKeys: string,
  population: Population,
): Promise<void> {
  const store = await postgresStore({ connectionString: databaseUrl });
  const cipher = envelopeCipher({ keys: parseKeyRing(encryptionKeys), dataKeys: store.dataKeys });
  await withoutVectorIndex(databaseUrl, async () => {
    const memories = memoriesOf(population);
    for (let start = 0; start < memories.length; start += batchSize) {
      const batch = memories.slice(start, start + batchSize);
      await store.memories.insert(await seal(cipher, batch, start));
    }
    await maintain(store, databaseUrl);
  });
  await settle(databaseUrl);
  await store.close();
}

/** Has the store decide which memories belong into the index of vectors; each call does a part of them. */
export async function maintain(store: Pick<Store, 'memories'>, databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const countIndexed = async () => {
      const { rows } = await client.query(
        'select count(*)::int as indexed from memories where ann',
      );
      return rows[0].indexed;
    };
    let before = -1;
    for (let now = await countIndexed(); now !== before; now = await countIndexed()) {
      before = now;
      await store.memories.maintain();
    }
  });
}

/** Each memory is a second younger than the one before. */
async function seal(
  cipher: TextCipher,
  batch: readonly SeedMemory[],
  position: number,
): Promise<readonly NewMemory[]> {
  const items = batch.map(({ ownerId, theme }) => ({
    ownerId,
    memoryId: newId<MemoryId>(),
    field: 'text' as const,
    text: textOf(theme),
  }));
  const sealed = await cipher.seal(items);
  return items.map(({ ownerId, memoryId, text }, index) => {
    const createdAt = new Date(epoch + (position + index) * 1_000);
    const sealedText = sealed[index];
    if (!sealedText) throw new Error('a text was not sealed');
    return {
      ownerId,
      id: memoryId,
      permission: batch[index]?.permission ?? 'private',
      sharedWith: sharedWithNobody,
      sealedText,
      sealedMetadata: undefined,
      tags: [],
      category: undefined,
      createdAt,
      updatedAt: createdAt,
      expirationDate: undefined,
      embedding: { model, vector: vectorOf(text) },
    };
  });
}
