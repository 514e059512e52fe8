import { newId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { deferred } from './deferred.js';
import { hosts, serve } from './fixture.js';

const submit = (text: string) => ({ tool: 'submit_memory', data: { text } });
const keyed = (key: string) => ({ 'idempotency-key': key });

describe.each(hosts)('Idempotency-Key through $name', (host) => {
  it('repeats the first answer, and does nothing twice', async () => {
    await using served = await serve(host);
    const url = `${served.url}/api/tools`;
    const token = served.token(['memories:write']);
    const headers = { ...token, ...keyed('"8e03978e-40d5-43e8-bc93-6894a57f9324"') };
    const first = await postJson(url, submit('Likes plums.'), headers);
    expect(first.status).toBe(200);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const bare = { ...token, ...keyed('8e03978e-40d5-43e8-bc93-6894a57f9324') };
    const again = await postJson(url, submit('Likes plums.'), bare);
    expect(again.status).toBe(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    const other = await postJson(url, submit('Likes pears.'), headers);
    expect(other.status).toBe(422);
    expect(other.json()).toMatchObject({ error: { code: 'unprocessable' } });
    const all = await postJson(url, { tool: 'get_memories' }, token);
    expect(all.json()).toMatchObject({ data: { memories: [{ text: 'Likes plums.' }] } });
  });

  it('keeps no refusal, and no answer from somebody else', async () => {
    await using served = await serve(host);
    const url = `${served.url}/api/tools`;
    const headers = { ...served.token(['memories:write']), ...keyed('one') };
    expect((await postJson(url, submit(''), headers)).status).toBe(400);
    const made = await postJson(url, submit('x'), headers);
    expect(made.status).toBe(200);
    expect(made.headers['idempotency-replayed']).toBeUndefined();
    const others = { ...served.token(['memories:write']), ...keyed('one') };
    const theirs = await postJson(url, submit('y'), others);
    expect(theirs.json()).toMatchObject({ data: { text: 'y' } });
  });

  it('refuses a call while the first one is under way', async () => {
    const [begun, finish] = [deferred<void>(), deferred<void>()];
    const embedder = {
      ...{ model: 'slow', dimensions: 2 },
      async embed(texts: readonly string[]) {
        begun.resolve();
        await finish.promise;
        return texts.map(() => Float32Array.of(1, 0));
      },
    };
    await using served = await serve(host, { embedder });
    const url = `${served.url}/api/tools`;
    const headers = { ...served.token(['memories:write']), ...keyed('slow') };
    const first = postJson(url, submit('x'), headers);
    await begun.promise;
    const second = await postJson(url, submit('x'), headers);
    expect(second.status).toBe(409);
    expect(second.json()).toMatchObject({ error: { code: 'conflict' } });
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
    finish.resolve();
    const answer = await first;
    expect(answer.status).toBe(200);
    const third = await postJson(url, submit('x'), headers);
    expect(third.headers['idempotency-replayed']).toBe('true');
    expect(third.text).toBe(answer.text);
  });

  it('is for a change of the profile too', async () => {
    await using served = await serve(host);
    const headers = {
      ...served.token(['memories:write']),
      ...keyed('profile'),
      'content-type': 'application/json',
    };
    const patch = (name: string) =>
      send(`${served.url}/api/users/me`, {
        method: 'PATCH',
        headers,
        body: JSON.stringify({ name }),
      });
    const first = await patch('Ann');
    expect(first.json()).toMatchObject({ status: 'success', data: { name: 'Ann' } });
    const again = await patch('Ann');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    expect((await patch('Bob')).status).toBe(422);
  });

  it('is ignored by what only reads', async () => {
    await using served = await serve(host);
    const url = `${served.url}/api/tools`;
    const token = served.token(['memories:write']);
    const read = () => postJson(url, { tool: 'list_tags' }, { ...token, ...keyed('not a key') });
    expect((await read()).json()).toMatchObject({ data: { tags: [] } });
    const tagged = { tool: 'submit_memory', data: { text: 'x', tags: ['t'] } };
    expect((await postJson(url, tagged, token)).status).toBe(200);
    expect((await read()).json()).toMatchObject({ data: { tags: [{ tag: 't' }] } });
  });

  it.each(['', 'two words', '"a", "b"', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    await using served = await serve(host);
    const headers = { ...served.token(['memories:write']), ...keyed(key) };
    const response = await postJson(`${served.url}/api/tools`, submit('x'), headers);
    expect(response.status).toBe(400);
    expect(response.json()).toMatchObject({
      error: { code: 'invalid_input', details: { field: 'Idempotency-Key' } },
    });
  });

  it('needs a token first', async () => {
    await using served = await serve(host);
    const headers = keyed(newId());
    const response = await postJson(`${served.url}/api/tools`, submit('x'), headers);
    expect(response.status).toBe(401);
  });
});
