import { newId, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { hosts, serve } from './fixture.js';

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly address: string;
  readonly user_id: string;
}

interface Answer {
  readonly status: string;
  readonly data: {
    readonly entries: readonly Entry[];
    readonly next_cursor: string | null;
    readonly counts: readonly {
      readonly day: string;
      readonly action: string;
      readonly count: number;
    }[];
  };
}

describe.each(hosts)('/api/users/me/activity through $name', (host) => {
  it('tells the caller what was done in their name, and nobody else', async () => {
    await using served = await serve(host, { prefix: '/memory' });
    const userId = newId<UserId>();
    const token = served.token(['memories:write'], userId);
    const tools = `${served.url}/api/tools`;
    await postJson(tools, { tool: 'submit_memory', data: { text: 'The code is 4711.' } }, token);
    await postJson(tools, { tool: 'submit_memory', data: {} }, token);
    await postJson(tools, { tool: 'list_tags' }, served.token(['memories:read']));
    await served.picard.as(userId).memories.listTags();

    const url = `${served.url}/api/users/me/activity`;
    const answer = (await send(url, { headers: token })).json() as Answer;
    expect(answer.status).toBe('success');
    expect(answer.data.entries.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual(
      ['list_tags success', 'submit_memory refused', 'submit_memory success'],
    );
    for (const { user_id } of answer.data.entries) expect(user_id).toBe(userId);
    const submitted = answer.data.entries.filter(({ action }) => action === 'submit_memory');
    const address = host.isAdapter ? expect.stringContaining('127.0.0.1') : expect.anything();
    if (host.isAdapter) for (const entry of submitted) expect(entry.address).toEqual(address);
    const submissions = answer.data.counts.filter(({ action }) => action === 'submit_memory');
    expect(submissions.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(JSON.stringify(answer)).not.toContain('4711');

    const byTool = await postJson(
      tools,
      { tool: 'get_activity', data: { action: 'submit_memory', limit: 1 } },
      token,
    );
    const first = (byTool.json() as Answer).data;
    const second = await send(`${url}?action=submit_memory&limit=1&cursor=${first.next_cursor}`, {
      headers: token,
    });
    const rest = (second.json() as Answer).data;
    expect(rest.next_cursor).toBeNull();
    expect([...first.entries, ...rest.entries]).toEqual(submitted);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['since=yesterday', 'since'],
    ['cursor=x', 'cursor'],
    ['user_id=x', 'user_id'],
  ])('is not read by the query %s', async (query, field) => {
    await using served = await serve(host);
    const refused = await send(`${served.url}/api/users/me/activity?${query}`, {
      headers: served.token(['memories:read']),
    });
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ error: { code: 'invalid_input', details: { field } } });
  });

  it('is read with a token, and with GET alone', async () => {
    await using served = await serve(host);
    const url = `${served.url}/api/users/me/activity`;
    expect((await send(url)).status).toBe(401);
    expect((await send(url, { headers: served.token([]) })).status).toBe(403);
    const posted = await send(url, { method: 'POST', headers: served.token(['memories:read']) });
    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe('GET, HEAD');
  });
});
