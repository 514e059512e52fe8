import type { AskOptions, MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Answer, Persona } from '../../memory-service/tools.js';

/** What came of a question. */
export type Outcome =
  | { readonly answer: Answer }
  /** Why it ended early, with what had come until then. `isTooLong`: this application ended it. */
  | { readonly error: ServiceError; readonly partial: string; readonly isTooLong: boolean };

/** No answer that is meant for people is longer; a model that writes on without end is stopped. */
export const maxAnswerLength = 200_000;

/** Asks a persona. Rejects for nothing but faults of this application. */
export async function askPersona(
  memory: MemoryService,
  persona: Persona,
  prompt: string,
  { signal, onText }: Partial<AskOptions>,
): Promise<Outcome> {
  const tooLong = new AbortController();
  const either = signal ? AbortSignal.any([signal, tooLong.signal]) : tooLong.signal;
  let partial = '';
  const options = {
    signal: either,
    onText(piece: string) {
      if (either.aborted) return;
      const room = maxAnswerLength - partial.length;
      const heard = piece.slice(0, room);
      partial += heard;
      if (heard !== '') onText?.(heard);
      if (piece.length > room) tooLong.abort();
    },
  };
  try {
    const answer = await memory.ask({ persona_id: persona.id, prompt }, options);
    if (answer.response.length <= maxAnswerLength) return { answer };
    tooLong.abort();
    throw new ServiceError('internal', 'The answer is too long.');
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { error, partial, isTooLong: tooLong.signal.aborted };
  }
}
