import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { loginPage } from '../accounts/login-page.js';
import type { Context } from '../context.js';
import { eventStream } from '../http/event-stream.js';
import type { FormTokens } from '../http/form-tokens.js';
import { typedIn } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { type ConnectedVisit, connectedOf, visitOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import {
  type ImportCounts,
  type ImportOutcome,
  ImportOutcomeView,
  statusOf,
} from './import-outcome.js';
import { importSlots } from './import-slots.js';
import { type ImportSource, importSource } from './import-source.js';
import { transferPage } from './transfer-page.js';

const progress = z.object({
  imported: z.number(),
  unchanged: z.number(),
  refused_count: z.number(),
});

/**
 * `POST /import`: a file or pasted text into the visitor's memories. Answers the page with the report; with
 * `Accept: text/event-stream` events `progress` (`{message}`), and in the end `outcome` (`{html}`, the part of the page).
 */
export function importRoutes(context: Context, tokens: Pick<FormTokens, 'isGood'>): RequestHandler {
  const router = Router();
  const slots = importSlots();

  // Where a page with a report is loaded anew.
  router.get('/import', (_request, response) => response.redirect(303, '/transfer'));

  router.post(
    '/import',
    fileWithoutSession,
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const give = slots.take(visit.user.id);
      if (give === undefined) {
        const reason = { message: visit.text.transfer.tooManyAtOnce };
        return answerPage(visit, request, response, { kind: 'refused', reason });
      }
      try {
        const source = await importSource(visit, request, response, tokens.isGood);
        if ('message' in source) {
          return answerPage(visit, request, response, { kind: 'refused', reason: source });
        }
        if (request.headers.accept?.includes('text/event-stream')) {
          return await answerEvents(visit, response, source);
        }
        const outcome = await bringIn(visit, response, source);
        answerPage(visit, request, response, outcome);
      } finally {
        give();
      }
    },
  );

  return router;
}

/** The file of somebody who was logged out meanwhile cannot be kept: the page after the login is the form. */
const fileWithoutSession: RequestHandler = (request, response, next) => {
  const visit = visitOf(response);
  if (visit.user !== undefined || request.is('multipart/form-data') === false) return next();
  const page = loginPage(visit, { notice: visit.text.transfer.loggedOut, next: '/transfer' });
  sendPage(response, { ...page, status: 401 });
};

/** Sends the memories to the server; what it refuses, or a failure, is an outcome too. */
async function bringIn(
  visit: ConnectedVisit,
  response: Response,
  source: ImportSource,
  heard: (counts: ImportCounts) => void = () => undefined,
): Promise<ImportOutcome> {
  let counts: ImportCounts = { imported: 0, unchanged: 0, refused: 0 };
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  try {
    const report = await visit.memory.importFile(source.format, source.content, {
      signal: leaving.signal,
      onProgress(event) {
        const { imported, unchanged, refused_count } = progress.parse(event);
        counts = { imported, unchanged, refused: refused_count };
        heard(counts);
      },
    });
    return { kind: 'done', source, report };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { kind: 'broken', source, counts, error };
  }
}

async function answerEvents(
  visit: ConnectedVisit,
  response: Response,
  source: ImportSource,
): Promise<void> {
  const events = eventStream<'progress' | 'outcome'>(response);
  const outcome = await bringIn(visit, response, source, (counts) =>
    events.send('progress', { message: visit.text.transfer.progress(counts) }),
  );
  events.send('outcome', { html: String(ImportOutcomeView({ visit, outcome })) });
  events.end();
}

/** The whole page. Text that could not be imported stays in its field; a file can only be chosen again. */
function answerPage(
  visit: ConnectedVisit,
  request: Request,
  response: Response,
  outcome: ImportOutcome,
): void {
  const typed = outcome.kind === 'done' ? {} : typedIn(request);
  sendPage(response, transferPage(visit, { outcome, pasted: typed, status: statusOf(outcome) }));
}
