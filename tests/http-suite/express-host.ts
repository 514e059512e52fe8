import { picardExpress, requirePicard } from '@picard-mcp/adapter-express';
import express, { type RequestHandler } from 'express';
import type { BodyParser, Host } from './host.js';

const parsers: Record<BodyParser, () => RequestHandler> = {
  none: () => (_req, _res, next) => next(),
  json: () => express.json({ limit: '1mb' }),
  urlencoded: () => express.urlencoded({ extended: true }),
  raw: () => express.raw({ type: '*/*' }),
  text: () => express.text({ type: '*/*' }),
  swallow: () => async (req, _res, next) => {
    await req.resume().toArray();
    next();
  },
};

export const expressHost: Host = {
  name: 'Express',
  isAdapter: true,
  listener({ picard, http, prefix = '/', parser = 'none', fallThrough = true, atRoot }) {
    const app = express();
    app.use((_req, res, next) => {
      res.cookie('host', '1').vary('Accept-Language');
      next();
    });
    app.use(parsers[parser]());
    app.use(prefix, picardExpress(http, { fallThrough }));
    if (atRoot) app.use(picardExpress(atRoot));
    app.get('/hello', (_req, res) => void res.send('hello from the host'));
    app.get('/mine', requirePicard(http, picard, 'memories:read'), (req, res) => {
      res.send(req.picard.principal.userId);
    });
    return app;
  },
};
