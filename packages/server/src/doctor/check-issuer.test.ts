import { describe, expect, it } from 'vitest';
import { checkIssuer } from './check-issuer.js';
import type { Finding } from './finding.js';
import { expectAdvice } from './testing/expect-advice.js';

describe('the doctor on the issuer', () => {
  const home = { issuer: 'http://localhost:8001', host: '127.0.0.1' };
  const answering =
    (body: unknown, status = 200) =>
    async () =>
      Response.json(body, { status });

  it.each<[string, typeof fetch, Finding['state'], RegExp]>([
    ['its own server', answering({ issuer: home.issuer }), 'ok', /answers$/],
    ['nobody', () => Promise.reject(new TypeError('fetch failed')), 'note', /nobody answers/],
    ['another program', answering({}, 404), 'FAIL', /not as Picard \(status 404\)/],
    [
      'another issuer',
      answering({ issuer: 'https://x.example' }),
      'FAIL',
      /calls itself https:\/\/x/,
    ],
  ])('tells that %s answers there', async (_, request, state, text) => {
    const findings = await checkIssuer(home, request);
    expect(findings).toMatchObject([{ state, text: expect.stringMatching(text) }]);
    expectAdvice(findings);
  });

  it('asks where clients look, also below a path', async () => {
    const asked: string[] = [];
    await checkIssuer({ ...home, issuer: 'https://x.example/memory' }, async (url) => {
      asked.push(String(url));
      return Response.json({});
    });
    expect(asked).toEqual(['https://x.example/.well-known/oauth-authorization-server/memory']);
  });

  it('warns where other machines may come, but are told to look at themselves', async () => {
    const request = answering({ issuer: home.issuer });
    const findings = await checkIssuer({ ...home, host: '0.0.0.0' }, request);
    expect(findings.map(({ state }) => state)).toEqual(['warn', 'ok']);
    expectAdvice(findings);
  });
});
