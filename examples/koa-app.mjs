import { randomBytes } from 'node:crypto';
import { picardKoa, requirePicard } from '@picard-mcp/adapter-koa';
import { createPicard, generateEncryptionKey, newId, PicardError } from '@picard-mcp/core';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { postgresStore } from '@picard-mcp/store-postgres';
import Koa from 'koa';

const store = await postgresStore({ dataDir: process.env.PICARD_DATA_DIR ?? '.picard-embedded' });
const picard = createPicard({
  store,
  encryptionKeys: process.env.PICARD_ENCRYPTION_KEYS ?? generateEncryptionKey(),
});

const token = randomBytes(32).toString('base64url');
const sessions = new Map([[token, newId()]]);

const port = Number(process.env.PORT ?? 3000);
const http = createPicardHttp({
  picard,
  mcp: picardMcp({ picard }),
  publicUrl: `http://localhost:${port}`,
  verifier: {
    async verify(bearer) {
      const userId = sessions.get(bearer);
      if (!userId) throw new PicardError('unauthenticated', 'The token is not valid.');
      return { userId, scopes: ['memories:write'] };
    },
  },
});

const app = new Koa();
const mayRead = requirePicard(http, picard, 'memories:read');
app.use(picardKoa(http)); // /mcp, /api/tools, /docs, …
app.use(async (ctx, next) => {
  if (ctx.path !== '/seats') return next();
  await mayRead(ctx, async () => {
    const { memories } = ctx.state.picard;
    const found = await memories.query({ query: 'Where do they like to sit?', limit: 3 });
    ctx.body = found.map(({ text }) => text);
  });
});
const server = app.listen(port, '127.0.0.1', () => {
  console.log(`http://localhost:${server.address().port}/seats, token ${token}`);
});
