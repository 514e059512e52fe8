import { createPicard, generateEncryptionKey, newId } from '@picard-mcp/core';
import { postgresStore } from '@picard-mcp/store-postgres';

// An embedded database; { connectionString } takes a PostgreSQL with pgvector instead.
const store = await postgresStore({ dataDir: process.env.PICARD_DATA_DIR ?? '.picard-embedded' });
const picard = createPicard({
  store,
  // Keep this key: without it, the memories cannot be decrypted.
  encryptionKeys: process.env.PICARD_ENCRYPTION_KEYS ?? generateEncryptionKey(),
});

const { memories } = picard.as(newId()); // a user of yours, by UUID
await memories.submit({ text: 'Prefers window seats on long flights.', tags: ['travel'] });
await memories.submit({ text: 'Allergic to peanuts.' });

const [best] = await memories.query({ query: 'Which seat should I book for the flight?' });
console.log(best.score.toFixed(2), best.text);

await picard.close();
await store.close();
