import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type Response as ExpressResponse, type RequestHandler, Router } from 'express';
import { DateTime } from 'luxon';
import type { Context } from '../context.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { connectedOf } from '../http/visit.js';
import { parseExport } from './export-form.js';
import { fileTypes } from './format.js';
import { transferPage } from './transfer-page.js';

/** `GET /export`: the visitor's memories as a file, handed on while the memory server writes it. */
export function exportRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/export', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const wanted = parseExport(visit, request.query);
    if ('errors' in wanted) {
      return sendPage(response, transferPage(visit, { exporting: wanted, status: 422 }));
    }
    const { mediaType, extension } = fileTypes[wanted.format];
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const file = await visit.memory.download(`/api/export?${wanted.query}`, {
      signal: leaving.signal,
    });
    const day = DateTime.fromJSDate(visit.now, { zone: visit.zone }).toISODate();
    response.status(200);
    response.attachment(`picard-memories-${day}.${extension}`);
    // After the name, from which Express would guess.
    response.setHeader('Content-Type', mediaType);
    await handOn(file, request.method === 'HEAD', response, (reason) => {
      // A visitor who leaves is no fault.
      if (!leaving.signal.aborted) context.logger.warn({ reason }, 'an export broke off');
    });
  });

  return router;
}

/** Sends a file on. When it breaks off the connection is cut, so that no part of it is taken for the whole. */
async function handOn(
  file: Response,
  isHead: boolean,
  response: ExpressResponse,
  broke: (reason: string) => void,
): Promise<void> {
  if (isHead || file.body === null) {
    await file.body?.cancel();
    return void response.end();
  }
  try {
    await pipeline(Readable.fromWeb(file.body as ReadableStream<Uint8Array>), response);
  } catch (error) {
    broke(String(error));
    response.destroy();
  }
}
