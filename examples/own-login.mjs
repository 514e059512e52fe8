import { picardExpress } from '@picard-mcp/adapter-express';
import { createPicard, generateEncryptionKey, newId } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { createAuthorizationServer } from '@picard-mcp/oauth';
import { postgresStore } from '@picard-mcp/store-postgres';
import express from 'express';

const port = Number(process.env.PORT ?? 3000);
const issuer = `http://localhost:${port}`;
const encryptionKeys = process.env.PICARD_ENCRYPTION_KEYS ?? generateEncryptionKey();
const store = await postgresStore({ dataDir: process.env.PICARD_DATA_DIR ?? '.picard-embedded' });
const picard = createPicard({ store, encryptionKeys });

// Your own users and sessions; here, one user and a cookie that says so.
const ada = { userId: newId(), name: 'Ada' };
const isLoggedIn = (headers) => /\bsession=ada\b/.test(headers.get('cookie') ?? '');

const authorization = await createAuthorizationServer({
  issuer,
  store: store.authorization,
  users: store.users,
  activity: store.activity,
  encryptionKeys: parseKeyRing(encryptionKeys),
  login: {
    visitorOf: ({ headers }) => (isLoggedIn(headers) ? ada : undefined),
    loginUrl: (returnTo) => `/sign-in?${new URLSearchParams({ next: returnTo })}`,
  },
  theme: { productName: 'Ada’s notebook', css: ':root { --accent: #7a2e8e }' },
});
const { verifier, resourceMetadataUrl } = authorization;
const mcp = picardMcp({ picard, resourceMetadataUrl });
authorization.onRevoked(mcp.closeStreams);

const app = express();
app.get('/sign-in', (req, res) => {
  const next = String(req.query.next ?? '');
  // Only paths of this server: an address given by a stranger leads nowhere else.
  res.cookie('session', 'ada', { httpOnly: true, sameSite: 'lax' });
  res.redirect(/^\/(?![/\\])/.test(next) ? next : '/');
});
app.use(
  picardExpress(
    createPicardHttp({
      picard,
      mcp,
      verifier,
      publicUrl: issuer,
      resourceMetadataUrl,
      handlers: [authorization],
    }),
  ),
);
app.listen(port, '127.0.0.1', () => console.log(`Connect MCP clients to ${issuer}/mcp`));
