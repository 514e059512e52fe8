import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { z } from 'zod';
import { explain } from './explain.js';
import { errorFrom, notTheServer, parseWith, readAnswer, refusalOf } from './read-answer.js';
import { ServiceError } from './service-error.js';

/** What is done with the data of each event, by its name. Events of other names are passed over. */
type Listeners = Readonly<Record<string, (data: unknown) => void>>;

const result = z.object({ data: z.record(z.string(), z.unknown()) });

/**
 * Reads an answer that comes as server-sent events, to its `result`. What a listener throws is thrown on, and ends the
 * reading.
 *
 * @throws ServiceError also for an `error` event, and when the stream ends without either.
 */
export async function readEvents(response: Response, listeners: Listeners): Promise<unknown> {
  if (!response.ok) throw await refusalOf(response);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return readAnswer(response);
  }
  for await (const { event = '', data } of eventsOf(response)) {
    const parsed = parseJson(data);
    if (event === 'error') throw errorFrom(parsed);
    if (event === 'result') return parseWith(result, parsed).data;
    listeners[event]?.(parsed);
  }
  throw new ServiceError('unreachable', 'The answer broke off.');
}

/** Ends the request when its reader stops. */
async function* eventsOf({ body }: Response): AsyncGenerator<EventSourceMessage> {
  if (body === null) return;
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw explain(error);
      });
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* events.splice(0);
    }
  } finally {
    // Also for a stream that is broken already, which says so once more.
    await reader.cancel().catch(() => undefined);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notTheServer(error);
  }
}
