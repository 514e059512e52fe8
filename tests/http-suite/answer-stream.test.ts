import type { IncomingMessage } from 'node:http';
import { newId, PicardError, type UserId } from '@picard-mcp/core';
import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { describe, expect, it } from 'vitest';
import { open, postJson } from './client.js';
import { deferred } from './deferred.js';
import { hosts, serve } from './fixture.js';

interface ServerSentEvent {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

function eventsOf(text: string): ServerSentEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: ([^\n]+)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data) };
    });
}

const pieces = ['Green', ' tea [m1', ']', ' and [m9]', ' milk.\n\nAlways.'];
const speaking: Script = (_, { onText }) => {
  for (const piece of pieces) onText?.(piece);
  return pieces.join('');
};
const response = 'Green tea [m1] and milk.\n\nAlways.';

describe.each(hosts)('an answer in events through $name', (host) => {
  async function start(script: Script) {
    const served = await serve(host, { languageModel: scriptedModel(script) });
    const userId = newId<UserId>();
    await served.picard.as(userId).memories.submit({ text: 'Drinks green tea.' });
    const body = { tool: 'query_user', data: { user_id: userId, prompt: 'Which tea?' } };
    const url = `${served.url}/api/tools`;
    const token = served.token(['memories:read'], userId);
    const headers = { accept: 'text/event-stream', ...token };
    const opened = (): Promise<IncomingMessage> =>
      open(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    return { served, url, body, token, headers, opened };
  }

  it('comes piece by piece and then as a whole', async () => {
    const { served, url, body, headers } = await start(speaking);
    await using _ = served;
    const answer = await postJson(url, body, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const events = eventsOf(answer.text);
    expect(events.map(({ event }) => event)).toEqual([
      ...Array(events.length - 1).fill('text'),
      'result',
    ]);
    expect(events.length).toBeGreaterThan(3);
    expect(events.map(({ data }) => data.text ?? '').join('')).toBe(response);
    const plain = await postJson(url, body, served.token(['memories:read']));
    expect(plain.status).toBe(200);
    expect(events.at(-1)?.data).toMatchObject({
      status: 'success',
      data: { response, memories: [{ text: 'Drinks green tea.', label: 'm1' }] },
    });
  });

  it('is shown while it is written', async () => {
    const goOn = deferred();
    const { served, opened } = await start(async (_, { onText }) => {
      onText?.('First,');
      await goOn.promise;
      onText?.(' second.');
      return 'First, second.';
    });
    await using _ = served;
    const read = (await opened())[Symbol.asyncIterator]();
    expect(eventsOf(String((await read.next()).value))).toEqual([
      { event: 'text', data: { text: 'First,' } },
    ]);
    goOn.resolve();
    let rest = '';
    for (let part = await read.next(); !part.done; part = await read.next()) rest += part.value;
    expect(eventsOf(rest)).toMatchObject([
      { event: 'text', data: { text: ' second.' } },
      { event: 'result', data: { data: { response: 'First, second.' } } },
    ]);
  });

  it('is the same in JSON for whoever does not ask for events', async () => {
    const { served, url, body, token, headers } = await start(speaking);
    await using _ = served;
    const streamed = eventsOf((await postJson(url, body, headers)).text).at(-1);
    for (const accept of [undefined, 'application/json', '*/*', 'text/event-stream;q=0']) {
      const plain = await postJson(url, body, { ...token, ...(accept && { accept }) });
      expect(plain.headers['content-type']).toMatch(/^application\/json/);
      expect(plain.json()).toEqual(streamed?.data);
    }
  });

  it('is JSON for a tool that does not stream', async () => {
    const { served, url, headers } = await start(speaking);
    await using _ = served;
    const answer = await postJson(url, { tool: 'list_tags' }, headers);
    expect(answer.json()).toEqual({ status: 'success', data: { tags: [] } });
  });

  it('that fails before it begins has a status and Retry-After', async () => {
    const { served, url, body, headers } = await start(() => {
      throw new PicardError('unavailable', 'The language model is down.', { retryAfter: 20 });
    });
    await using _ = served;
    const answer = await postJson(url, body, headers);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '20']);
    expect(answer.json()).toMatchObject({ error: { code: 'unavailable' } });
    const wrong = await postJson(url, { tool: 'query_user', data: { prompt: 'x' } }, headers);
    expect(wrong.status).toBe(400);
    const nobody = await postJson(url, body, { accept: 'text/event-stream' });
    expect(nobody.status).toBe(401);
  });

  it('that fails amid it ends with an event that tells no more than it may', async () => {
    const goOn = deferred();
    const { served, opened } = await start(async (_, { onText }) => {
      onText?.('Green');
      await goOn.promise;
      throw new PicardError('internal', 'SELECT broke', { cause: new Error('SELECT broke') });
    });
    await using _ = served;
    const answer = await opened();
    goOn.resolve();
    const text = String(Buffer.concat(await answer.toArray()));
    expect(eventsOf(text)).toMatchObject([
      { event: 'text', data: { text: 'Green' } },
      { event: 'error', data: { status: 'error', error: { code: 'internal' } } },
    ]);
    expect(text).not.toContain('SELECT');
    expect(served.log).toMatchObject([{ level: 'error', fields: { path: '/api/tools' } }]);
  });

  it.each(['before it begins', 'amid it'])(
    'stops the model when its reader leaves %s',
    async (when) => {
      const begun = deferred();
      const stopped = deferred<unknown>();
      const { served, opened } = await start((_, { signal, onText }) => {
        signal?.addEventListener('abort', () => stopped.resolve(signal.reason));
        if (when === 'amid it') onText?.('Green');
        begun.resolve();
        return new Promise(() => undefined);
      });
      await using _ = served;
      if (when === 'amid it') {
        (await opened()).destroy();
      } else {
        const leaving = new AbortController();
        const asked = fetch(`${served.url}/api/tools`, {
          method: 'POST',
          signal: leaving.signal,
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            ...served.token(['memories:read']),
          },
          body: JSON.stringify({ tool: 'query_user', data: { user_id: newId(), prompt: 'x' } }),
        });
        await begun.promise;
        leaving.abort();
        await expect(asked).rejects.toThrow();
      }
      expect(await stopped.promise).toMatchObject({ code: 'cancelled' });
      expect(served.log).toEqual([]);
    },
  );
});
