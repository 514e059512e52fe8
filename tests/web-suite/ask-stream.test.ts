import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askForEvents } from './answer-events.js';
import { type Installation, startInstallation } from './installation.js';
import { atServer } from './member.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

const usual: Script = () => 'By the **window** [m1].';
let script: Script = usual;
const model = scriptedModel((request, options) => script(request, options));

let installation: Installation;
let ann: Visitor;

beforeAll(async () => {
  installation = await startInstallation({ languageModel: model });
  ann = await member('ann');
  const own = (await atServer(installation, 'ann')).picard;
  await own.memories.submit({ text: 'Prefers window seats on long flights.' });
});
afterAll(() => installation?.close());
afterEach(() => {
  script = usual;
});

async function member(username: string): Promise<Visitor> {
  const made = visitor(installation.url);
  await made.register(username);
  await made.connect();
  return made;
}

/** Asks without scripts. */
const ask = async (who: Visitor, question: string) =>
  who.submit(await who.open('/personas/ask'), '/personas/ask', { question });

/** Resolves once, from outside. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('asking with scripts', () => {
  it('hears the answer while it is written, then all of it as HTML', async () => {
    const hold = gate();
    script = async (_request, { onText }) => {
      onText?.('By the ');
      await hold.opened;
      onText?.('window [m1].');
      return 'By the window [m1].';
    };
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    expect(events.response.headers.get('content-type')).toContain('text/event-stream');
    expect(events.response.headers.get('cache-control')).toContain('no-store');
    // The model has not gone on yet.
    expect(await events.next()).toEqual({ event: 'text', data: { text: 'By the' } });
    hold.open();
    const rest = await events.rest();
    const done = rest.at(-1);
    expect(done?.event).toBe('done');
    expect(done?.data.text).toContain('<a class="citation" href="#used-m1" id="cite-m1"');
    expect(done?.data.sources).toContain('Prefers window seats');
    expect(
      rest
        .slice(0, -1)
        .map(({ data }) => data.text)
        .join(''),
    ).toBe(' window [m1].');
  });

  it('stops the model when the visitor leaves', async () => {
    const stopped = gate();
    script = (_request, { onText, signal }) => {
      onText?.('By the window, ');
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped.open();
          reject(new Error('aborted'));
        });
      });
    };
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    await events.next();
    events.leave();
    await stopped.opened;
  });

  it('stops the model when the visitor leaves before its first word', async () => {
    const [asked, stopped] = [gate(), gate()];
    script = (_request, { signal }) => {
      asked.open();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped.open();
          reject(new Error('aborted'));
        });
      });
    };
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    await asked.opened;
    events.leave();
    await stopped.opened;
  });

  it('says that the answer broke off when the server goes down in the middle', async () => {
    script = (_request, { onText, signal }) => {
      onText?.('By the window, ');
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    };
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    expect((await events.next())?.data.text).toBe('By the window,');
    await installation.stopServer();
    const rest = await events.rest();
    await installation.startServer();
    expect(rest.at(-1)?.event).toBe('failed');
    expect(rest.at(-1)?.data.html).toContain(english.questions.broken);
  });

  it('stops a model that writes without end, and keeps the beginning', async () => {
    let written = 0;
    const stopped = gate();
    script = async (_request, { onText, signal }) => {
      while (!signal?.aborted) {
        onText?.('x'.repeat(10_000));
        written += 10_000;
        await new Promise((resolve) => setImmediate(resolve));
      }
      stopped.open();
      throw new Error('aborted');
    };
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    const rest = await events.rest();
    await stopped.opened;
    expect(written).toBeGreaterThanOrEqual(200_000);
    expect(
      rest
        .slice(0, -1)
        .map(({ data }) => data.text)
        .join(''),
    ).toHaveLength(200_000);
    expect(rest.at(-1)?.data.html).toContain(english.questions.tooLong);
  });

  it('refuses an answer of a megabyte in one piece likewise, also as a page', async () => {
    script = () => 'y '.repeat(500_000);
    const events = await askForEvents(ann, await ann.open('/personas/ask'), 'Where?');
    expect((await events.rest()).at(-1)).toMatchObject({ event: 'failed' });
    const page = await ask(ann, 'Where?');
    expect(page.text).toContain(english.questions.tooLong);
    expect(page.html.length).toBeLessThan(300_000);
  });

  it('gets a page instead where something is wrong with the question or the session', async () => {
    const form = await ann.open('/personas/ask');
    const events = await askForEvents(ann, form, ' ');
    expect(events.response.status).toBe(422);
    expect(events.response.headers.get('content-type')).toContain('text/html');
    const stranger = await askForEvents(visitor(installation.url), form, 'Where?');
    expect(stranger.response.headers.get('content-type')).toContain('text/html');
    expect([401, 403]).toContain(stranger.response.status);
  });
});

describe('what a hostile answer or memory writes', () => {
  let hostile = 0;

  it.each([
    '<script>alert(1)</script> [m1]',
    '<img src=x onerror=alert(1)> [m1]',
    '[click](javascript:alert(1)) [m1]',
    '[m1](https://evil.example) and [m1]\n\n[m1]: https://evil.example',
    '</div></section><form action="https://evil.example"><input name=password></form> [m1]',
    '![](https://evil.example/pixel.png) [m1]',
    '<div id="ask-form" hx-get="/logout" hx-trigger="load">x</div> [m1]',
  ])('does not act in the page: %s', async (text) => {
    hostile += 1;
    const mallory = await member(`mallory-${hostile}`);
    const form = await mallory.open('/personas/ask');
    const { memories } = (await atServer(installation, `mallory-${hostile}`)).picard;
    await memories.submit({ text: `${text} ${text}` });
    script = () => text;
    const page = await ask(mallory, 'Where?');
    const events = await askForEvents(mallory, form, 'Where?');
    const done = (await events.rest()).at(-1)?.data ?? {};
    const parts = `${page.document.querySelector('#answer')?.outerHTML}${done.text}${done.sources}`;
    expect(parts).not.toMatch(/<(script|img|form|input|iframe)\b/i);
    expect(parts).not.toMatch(/<[^>]*\s(on\w+|hx-[\w-]+|style)=/i);
    expect(parts).not.toMatch(/href="(?!#(?:used|cite)-m1"|\/memories\/|https:\/\/evil\.example)/);
    expect(page.document.querySelector('#answer-text a.citation')?.getAttribute('href')).toBe(
      '#used-m1',
    );
    expect(page.document.querySelectorAll('#ask-form')).toHaveLength(1);
  });
});
