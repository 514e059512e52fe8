import { randomBytes } from 'node:crypto';
import { picardExpress, requirePicard } from '@picard-mcp/adapter-express';
import { createPicard, generateEncryptionKey, newId, PicardError } from '@picard-mcp/core';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { postgresStore } from '@picard-mcp/store-postgres';
import express from 'express';

const store = await postgresStore({ dataDir: process.env.PICARD_DATA_DIR ?? '.picard-embedded' });
const picard = createPicard({
  store,
  encryptionKeys: process.env.PICARD_ENCRYPTION_KEYS ?? generateEncryptionKey(),
});

// Your own authentication. For JWT access tokens, @picard-mcp/oauth has jwtVerifier.
const token = randomBytes(32).toString('base64url');
const sessions = new Map([[token, newId()]]);

const port = Number(process.env.PORT ?? 3000);
const http = createPicardHttp({
  picard,
  mcp: picardMcp({ picard }),
  publicUrl: `http://localhost:${port}/picard`,
  verifier: {
    async verify(token) {
      const userId = sessions.get(token);
      if (!userId) throw new PicardError('unauthenticated', 'The token is not valid.');
      return { userId, scopes: ['memories:write'] };
    },
  },
});

const app = express();
app.use('/picard', picardExpress(http)); // /picard/mcp, /picard/api/tools, /picard/docs, …
app.get('/seats', requirePicard(http, picard, 'memories:read'), async (req, res) => {
  const found = await req.picard.memories.query({ query: 'Where do they like to sit?', limit: 3 });
  res.json(found.map(({ text }) => text));
});
const server = app.listen(port, '127.0.0.1', () => {
  console.log(`http://localhost:${server.address().port}/seats, token ${token}`);
});
