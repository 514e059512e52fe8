import { createParser } from 'eventsource-parser';
import type { Page, Visitor } from './visitor.js';

export interface AnswerEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The answer to a question as scripts get it, event by event, while it is written. */
export interface AnswerEvents {
  readonly response: Response;
  /** The next event; nothing at the end. */
  next(): Promise<AnswerEvent | undefined>;
  rest(): Promise<readonly AnswerEvent[]>;
  leave(): void;
}

/** Sends the form of `/personas/ask` as the script of that page does. */
export async function askForEvents(
  who: Visitor,
  page: Page,
  question: string,
): Promise<AnswerEvents> {
  const value = (name: string) =>
    page.document.querySelector(`#ask-form [name=${name}]`)?.getAttribute('value') ?? '';
  const chosen = page.document.querySelector('#ask-form [name=persona][checked]');
  const leaving = new AbortController();
  const response = await fetch(new URL('/personas/ask', page.url), {
    method: 'POST',
    redirect: 'manual',
    signal: leaving.signal,
    body: new URLSearchParams({
      _csrf: value('_csrf'),
      user: value('user'),
      add_person: '',
      persona: chosen?.getAttribute('value') ?? '',
      question,
    }),
    headers: {
      accept: 'text/event-stream',
      origin: page.url.origin,
      cookie: [...who.cookies].map(([name, cookie]) => `${name}=${cookie}`).join('; '),
    },
  });
  const heard: AnswerEvent[] = [];
  const parser = createParser({
    onEvent: ({ event = '', data }) => heard.push({ event, data: JSON.parse(data) }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const self: AnswerEvents = {
    response,
    async next() {
      while (heard.length === 0) {
        const read = await reader?.read();
        if (!read || read.done) return undefined;
        parser.feed(read.value);
      }
      return heard.shift();
    },
    async rest() {
      const events: AnswerEvent[] = [];
      for (let each = await self.next(); each; each = await self.next()) events.push(each);
      return events;
    },
    leave: () => leaving.abort(),
  };
  return self;
}
