import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../../context.js';
import { eventStream } from '../../http/event-stream.js';
import { statusOf } from '../../http/failure-pages.js';
import { parseForm, typedIn } from '../../http/forms.js';
import { requireConnection } from '../../http/guards.js';
import { sendPage } from '../../http/send-page.js';
import { connectedOf } from '../../http/visit.js';
import { visitorLeft } from '../../http/visitor-left.js';
import type { Persona } from '../../memory-service/tools.js';
import { AnswerSources, AnswerText } from './answer-view.js';
import { questionField, whom } from './ask-form.js';
import { askPage } from './ask-page.js';
import { askPersona } from './ask-persona.js';
import { type Choice, choosePersona } from './choose-persona.js';
import { FailureAlert } from './failure-alert.js';
import { questionRate } from './question-rate.js';

/**
 * Asking personas: `/personas/ask`. The question comes in the body of a request, stands in no address and no log, and
 * is kept nowhere. Whoever accepts server-sent events gets `text` with `{"text"}` while the answer is written, then `done`
 * with `{"text", "sources"}` as HTML, or `failed` with `{"html"}`; everybody else, and whoever asks wrongly, a page.
 */
export function askRoutes(context: Context): RequestHandler {
  const router = Router();
  const rate = questionRate(context);

  router.get('/personas/ask', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const choice = await choosePersona(visit, whom.parse(request.query));
    const status = choice.unknown ? 422 : 200;
    // The guide's question, which is no secret.
    const { sampleQuestions } = visit.text.welcome;
    const question = request.query.sample === undefined ? '' : sampleQuestions.ask;
    sendPage(response, askPage(visit, { choice, question, status }));
  });

  router.post('/personas/ask', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const { questions } = visit.text;
    const signal = visitorLeft(response);
    const form = whom.parse(request.body ?? {});
    const choice = await choosePersona(visit, form);
    const question = typedIn(request).question ?? '';
    const isChoosing = typedIn(request).choose !== undefined;
    if (isChoosing || choice.unknown) {
      const status = choice.unknown ? 422 : 200;
      return sendPage(response, askPage(visit, { choice, question, status }));
    }
    // A name was typed and not yet looked up, or the persona is gone: nobody is asked who was not chosen.
    if (form.add_person || choice.chosen === undefined || choice.chosen.id !== form.persona) {
      const notice = choice.chosen && questions.nowChoose;
      return sendPage(response, askPage(visit, { choice, question, notice, status: 422 }));
    }
    const asked = parseForm(request, questionField(visit.text));
    if ('errors' in asked) {
      const error = asked.errors.question;
      return sendPage(response, askPage(visit, { choice, question, error, status: 422 }));
    }
    const wait = await rate.waitFor(visit.user.id);
    if (wait !== undefined) {
      response.setHeader('Retry-After', String(wait));
      const error = questions.tooOften(wait);
      return sendPage(response, askPage(visit, { choice, question, error, status: 429 }));
    }
    const ask = { choice, persona: choice.chosen, question: asked.values.question, signal };
    if (wantsEvents(request)) return relay(context, response, ask);
    const outcome = await askPersona(visit.memory, ask.persona, ask.question, { signal });
    const status = 'error' in outcome && !outcome.isTooLong ? statusOf(outcome.error) : 200;
    sendPage(response, askPage(visit, { choice, question, outcome, status }));
  });

  return router;
}

interface Ask {
  readonly choice: Choice;
  readonly persona: Persona;
  readonly question: string;
  /** Aborts when the visitor is gone. */
  readonly signal: AbortSignal;
}

/** Passes the answer on while it is written. */
async function relay({ logger }: Context, response: Response, ask: Ask): Promise<void> {
  const visit = connectedOf(response);
  const events = eventStream<'text' | 'done' | 'failed'>(response);
  try {
    const outcome = await askPersona(visit.memory, ask.persona, ask.question, {
      signal: ask.signal,
      onText: (text) => events.send('text', { text }),
    });
    if ('answer' in outcome) {
      const { answer } = outcome;
      const { person } = ask.choice;
      events.send('done', {
        text: String(<AnswerText visit={visit} answer={answer} />),
        sources: String(<AnswerSources visit={visit} answer={answer} person={person} />),
      });
    } else {
      events.send('failed', { html: String(<FailureAlert visit={visit} outcome={outcome} />) });
    }
  } catch (err) {
    // The answer has begun, so that it cannot become another page: it breaks off, and the browser says so.
    logger.error({ err }, 'an answer could not be passed on');
  }
  events.end();
}

function wantsEvents({ headers }: Request): boolean {
  return headers.accept === 'text/event-stream';
}
