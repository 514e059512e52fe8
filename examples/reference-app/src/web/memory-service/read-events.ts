import { createParser } from 'eventsource-parser';
import { explain } from './back-channel.js';
import { errorFrom, readAnswer, refusalOf } from './read-answer.js';
import { ServiceError } from './service-error.js';

/** What is done with the data of each event, by its name. */
type Listeners = Readonly<Record<string, (data: unknown) => void>>;

/**
 * Reads an answer that comes as server-sent events, to its `result`.
 *
 * @throws ServiceError also for an `error` event, and when the stream ends without either.
 */
export async function readEvents(response: Response, listeners: Listeners): Promise<unknown> {
  if (!response.ok) throw await refusalOf(response);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return readAnswer(response);
  }
  let end: { readonly data: unknown } | { readonly error: ServiceError } | undefined;
  const parser = createParser({
    onEvent({ event = '', data }) {
      const parsed: unknown = JSON.parse(data);
      if (event === 'result') end = { data: (parsed as { readonly data: unknown }).data };
      else if (event === 'error') end = { error: errorFrom(parsed) };
      else listeners[event]?.(parsed);
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? [])
      parser.feed(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    throw explain(error);
  }
  if (end === undefined) throw new ServiceError('unreachable', 'The answer broke off.');
  if ('error' in end) throw end.error;
  return end.data;
}
