import { english } from '@picard-mcp/oauth/testing';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  logIn,
  nowhere,
  openPagesInBrowser,
  type PagesInBrowser,
  skipReason,
} from './open-pages-in-browser.js';

describe.skipIf(skipReason !== '')(
  `the policy of the pages lets the redirect after consent through${skipReason}`,
  () => {
    let served: PagesInBrowser;
    let context: BrowserContext;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      served = await openPagesInBrowser();
    });

    afterAll(() => served?.close());

    beforeEach(async () => {
      ({ context, page, complaints } = await served.open());
    });

    afterEach(async () => {
      expect(complaints).toEqual([]);
      await context.close();
    });

    /** Opens the consent for that redirect URI and answers it. */
    async function answer(redirectUri: string, button: string = english.consent.allow) {
      await page.goto(served.authorizeUrl(await served.addClient({ redirectUris: [redirectUri] })));
      await logIn(page);
      await page.getByRole('button', { name: button }).click();
    }

    it.each([
      ['127.0.0.1', english.consent.allow],
      ['localhost', english.consent.deny],
      ['::1', english.consent.allow],
    ])('to a program on this machine at %s: %s', async (host, button) => {
      const origin = await served.listen(host);
      await answer(`${origin}/cb`, button);
      await page.waitForURL(`${origin}/cb?*`);
      const { searchParams } = new URL(page.url());
      expect(searchParams.has(button === english.consent.allow ? 'code' : 'error')).toBe(true);
    });

    it('to a program on this machine that leads on to a page of its maker', async () => {
      const origin = await served.listen('127.0.0.1', `https://${nowhere}/you-may-close-this`);
      const sent = page.waitForEvent('requestfailed', (request) =>
        request.url().startsWith(`https://${nowhere}/you-may-close-this`),
      );
      await answer(`${origin}/cb`);
      expect((await sent).failure()?.errorText).toBe('net::ERR_CONNECTION_REFUSED');
    });

    it('to an https site', async () => {
      const sent = page.waitForEvent('requestfailed', (request) =>
        request.url().startsWith(`https://${nowhere}/callback?code=`),
      );
      await answer(`https://${nowhere}/callback`);
      expect((await sent).failure()?.errorText).toBe('net::ERR_CONNECTION_REFUSED');
    });

    it('to an application with a scheme of its own', async () => {
      const left = page.waitForEvent('requestfailed', (request) =>
        request.url().startsWith('picard-test://callback?code='),
      );
      await answer('picard-test://callback');
      expect((await left).failure()?.errorText).not.toBe('net::ERR_BLOCKED_BY_CSP');
      complaints = complaints.filter((text) => !/picard-test:/.test(text));
    });

    it('and Chromium would block it under a policy that does not name it', async () => {
      await page.route('**/consent?*', async (route) => {
        const response = await route.fetch();
        const policy = response.headers()['content-security-policy'] ?? '';
        const strict = policy.replace(/form-action [^;]*/, "form-action 'self'");
        const headers = { ...response.headers(), 'content-security-policy': strict };
        await route.fulfill({ response, headers });
      });
      const origin = await served.listen('127.0.0.1');
      await page.goto(
        served.authorizeUrl(await served.addClient({ redirectUris: [`${origin}/cb`] })),
      );
      await logIn(page);
      // A page that came as a redirect is not routed: opened again, it is.
      await page.reload();
      const blocked = page.waitForEvent('console', (message) =>
        message.text().includes("form-action 'self'"),
      );
      await page.getByRole('button', { name: english.consent.allow }).click();
      await blocked;
      complaints = complaints.filter((text) => !text.includes('form-action'));
    });

    it('back to a client that opened the pages in a window of their own and waits there', async () => {
      const origin = await served.listen('127.0.0.1');
      const url = served.authorizeUrl(await served.addClient({ redirectUris: [`${origin}/cb`] }));
      await page.goto(origin);
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate((address) => void window.open(address, 'login'), url),
      ]);
      page = popup;
      await logIn(page);
      await page.getByRole('button', { name: english.consent.allow }).click();
      await page.waitForURL(`${origin}/cb?*`);
      expect(await page.evaluate(() => window.opener !== null)).toBe(true);
    });

    it('lead who is no superuser back to a client that wants rights of one alone', async () => {
      const origin = await served.listen('127.0.0.1');
      const client = await served.addClient({
        redirectUris: [`${origin}/cb`],
        scopes: ['memories:admin'],
      });
      await page.goto(served.authorizeUrl(client, { scope: 'memories:admin' }));
      await logIn(page);
      await page.waitForURL(`${origin}/cb?error=invalid_scope*`);
    });
  },
);
