import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { requireConnection } from '../http/guards.js';
import { connectedOf } from '../http/visit.js';
import { visitorLeft } from '../http/visitor-left.js';
import { ServiceError } from '../memory-service/service-error.js';

/** Everything that the memory server keeps about the user, handed on while it comes. */
export function downloadRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/settings/download', ...requireConnection(context), async (_request, response) => {
    const { memory, text } = connectedOf(response);
    const signal = visitorLeft(response);
    const file = await memory.download('/api/users/me/export', { signal });
    if (file.body === null) throw new ServiceError('unreachable', 'The archive has no content.');
    response.attachment(text.settings.data.fileName).type('zip');
    await pipeline(Readable.fromWeb(file.body as ReadableStream<Uint8Array>), response);
  });

  return router;
}
