import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { hosts, type Served, serve } from './fixture.js';
import type { BodyParser } from './host.js';

/** What a handler sees of the body. */
function showBody({ probe }: Served): void {
  probe.answer('body', async (request, context) =>
    Response.json({
      text: await request.clone().text(),
      fields: /form/.test(request.headers.get('content-type') ?? '')
        ? [...(await request.formData()).entries()]
        : undefined,
      length: request.headers.get('content-length'),
      parsed: context.parsedBody,
      hasParsed: 'parsedBody' in context,
    }),
  );
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const callers: readonly BodyParser[] = ['none', 'json', 'urlencoded', 'raw', 'text'];

describe.each(hosts)('bodies behind the parsers of $name', (host) => {
  it.each(callers)('calls a tool behind the parser "%s"', async (parser) => {
    await using served = await serve(host, { parser });
    const response = await postJson(
      `${served.url}/api/tools`,
      { tool: 'submit_memory', data: { text: 'Grüße – 記憶 🖖' } },
      served.token(['memories:write']),
    );
    expect(response.json()).toMatchObject({ status: 'success', data: { text: 'Grüße – 記憶 🖖' } });
  });

  it.each(callers)('answers a request without a body behind the parser "%s"', async (parser) => {
    await using served = await serve(host, { parser });
    expect((await send(`${served.url}/health/live`)).status).toBe(200);
    const empty = await send(`${served.url}/api/tools`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...served.token(['memories:read']) },
    });
    expect(empty.status).toBe(400);
  });

  it('gives a handler the parsed JSON, and its text if it wants that', async () => {
    await using served = await serve(host, { parser: 'json' });
    showBody(served);
    const response = await postJson(`${served.url}/probe/body`, { a: [1, { b: null }] });
    expect(response.json()).toMatchObject({
      text: '{"a":[1,{"b":null}]}',
      parsed: { a: [1, { b: null }] },
      length: null,
    });
  });

  it.each(callers)('gives a handler the form behind the parser "%s"', async (parser) => {
    await using served = await serve(host, { parser });
    showBody(served);
    const body = 'a=1&a=2&b=x+%26+y&empty=';
    const response = await send(`${served.url}/probe/body`, {
      method: 'POST',
      headers: form,
      body,
    });
    expect(response.json()).toMatchObject({
      fields: [
        ['a', '1'],
        ['a', '2'],
        ['b', 'x & y'],
        ['empty', ''],
      ],
      hasParsed: false,
    });
  });

  it.each(['raw', 'text'] as const)(
    'gives a handler the text behind the parser "%s"',
    async (parser) => {
      await using served = await serve(host, { parser });
      showBody(served);
      const response = await send(`${served.url}/probe/body`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: 'plain – text',
      });
      expect(response.json()).toMatchObject({ text: 'plain – text', hasParsed: false });
    },
  );

  it('tells the operator, not the caller, of a body that was read and left nowhere', async () => {
    await using served = await serve(host, { parser: 'swallow' });
    const response = await postJson(
      `${served.url}/api/tools`,
      { tool: 'list_tags', data: {} },
      served.token(['memories:read']),
    );
    expect(response.status).toBe(500);
    expect(response.json()).toMatchObject({ error: { code: 'internal' } });
    expect(response.text).not.toContain('Mount');
    expect(served.log).toMatchObject([
      {
        level: 'error',
        fields: { err: { cause: { message: expect.stringContaining('Mount Picard in front') } } },
      },
    ]);
  });

  it('refuses what a parser made of another type than JSON', async () => {
    await using served = await serve(host, { parser: 'urlencoded' });
    const response = await send(`${served.url}/api/tools`, {
      method: 'POST',
      headers: { ...form, ...served.token(['memories:read']) },
      body: 'tool=list_tags',
    });
    expect(response.status).toBe(415);
  });
});
