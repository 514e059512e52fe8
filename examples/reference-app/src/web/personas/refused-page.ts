import { randomUUID } from 'node:crypto';
import { reasonOf, statusOf } from '../http/failure-pages.js';
import type { ConnectedVisit } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Persona } from '../memory-service/tools.js';
import type { Page } from '../ui/page.js';
import { errorsFrom } from './persona-form.js';
import { type PersonaModel, personaPage } from './persona-page.js';

/**
 * The form with what was typed, and why the memory server did not save it.
 *
 * @throws the error itself if the page cannot say it
 */
export function refusedPage(
  visit: ConnectedVisit,
  error: unknown,
  { typed, persona }: Pick<PersonaModel, 'typed' | 'persona'>,
): Page {
  if (!(error instanceof ServiceError) || error.code === 'disconnected') throw error;
  const { personas: text } = visit.text;
  if (error.code === 'not_found') {
    const asNew = { ...typed, id: randomUUID() };
    return personaPage(visit, { typed: asNew, problem: text.goneMeanwhile, status: 404 });
  }
  const saved = savedPersona(error);
  if (saved) {
    const problem = persona ? text.changedElsewhere : text.alreadyCreated;
    const upToDate = { ...typed, updated_at: saved.updated_at ?? '' };
    return personaPage(visit, { persona: saved, typed: upToDate, problem, status: 409 });
  }
  const errors = error.code === 'invalid_input' ? errorsFrom(error) : undefined;
  if (errors) return personaPage(visit, { persona, typed, errors, status: 422 });
  // Any other conflict says what it is about, such as how many personas one may have.
  const problem = (error.code === 'conflict' && error.said) || reasonOf(visit, error);
  return personaPage(visit, { persona, typed, problem, status: statusOf(error) });
}

/** The persona as it is, if a conflict is about its content. */
export function savedPersona({ code, details }: ServiceError): Persona | undefined {
  return code === 'conflict' ? (details.current as Persona | undefined) : undefined;
}
