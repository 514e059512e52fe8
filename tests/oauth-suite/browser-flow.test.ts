import { english } from '@picard-mcp/oauth/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserPerson,
  type BrowserPersonOptions,
  browserPerson,
  question,
} from './browser-person.js';
import { adapters, password } from './oauth-server.js';
import { launchChromium, logIn, skipReason } from './open-pages-in-browser.js';

describe.skipIf(skipReason !== '')(
  `a person who connects a client in a browser${skipReason}`,
  () => {
    let browser: Browser;
    let person: BrowserPerson;

    beforeAll(async () => {
      browser = await launchChromium();
    });

    afterAll(() => browser?.close());

    afterEach(async () => {
      await person[Symbol.asyncDispose]();
      expect(person.complaints).toEqual([]);
    });

    async function open(options?: BrowserPersonOptions) {
      person = await browserPerson(browser, options);
    }

    describe.each(adapters)('through %s', (adapter) => {
      it.each([390, 1280])(
        'comes from the client by login and consent back to it, %i pixels wide',
        async (width) => {
          await open({ adapter, width });
          const { page, site, served } = person;
          await person.follow();
          await page.getByText('Client by none').waitFor();
          await person.picture(`login-${width}`);
          await logIn(page);
          await person.heading(question);
          await page.getByText(`${english.consent.leadsTo} 127.0.0.1`).waitFor();
          await person.picture(`consent-${width}`);
          expect(site.answers).toEqual([]);
          await person.press(english.consent.allow);
          await person.heading('Connected');
          expect(Object.fromEntries(site.answers[0] ?? [])).toEqual({
            code: expect.stringMatching(/^[\w-]{40,}$/),
            state: expect.stringMatching(/^[\w-]{40,}$/),
            iss: served.server.issuer,
          });
          expect(await person.ownerOf(site.tokens[0])).toBe('ann');
        },
      );
    });

    it('is asked again the second time, though nobody has to log in again', async () => {
      await open();
      await person.toQuestion();
      await person.press(english.consent.allow);
      await person.heading('Connected');
      await person.follow();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
      expect(person.site.tokens).toHaveLength(2);
    });

    it('denies, and the client is told so and gets nothing', async () => {
      await open();
      await person.toQuestion();
      await person.press(english.consent.deny);
      await person.heading('Not connected: access_denied');
      const [answer] = person.site.answers;
      expect(answer?.get('iss')).toBe(person.served.server.issuer);
      expect(answer?.has('code')).toBe(false);
      expect(person.site.tokens).toEqual([]);
    });

    it('makes an account on the way, and comes to the question', async () => {
      await open();
      await person.follow();
      await person.page.getByRole('link', { name: english.login.signup }).click();
      await person.page.getByLabel(english.signup.username).fill('carl');
      await person.page.getByLabel(english.signup.email).fill('carl@example.org');
      await person.page.getByLabel(english.login.password).fill('quite a long one');
      await person.press(english.signup.submit);
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
      expect(await person.ownerOf(person.site.tokens[0])).toBe('carl');
    });

    it('takes another account by the link of the question', async () => {
      await open();
      await person.toQuestion();
      await person.page.getByRole('link', { name: english.consent.switchUser }).click();
      await logIn(person.page, 'bob');
      await person.heading(question);
      await person.page.getByText(`${english.loggedInAs} bob`).waitFor();
      await person.press(english.consent.allow);
      await person.heading('Connected');
      expect(await person.ownerOf(person.site.tokens[0])).toBe('bob');
    });

    it('answers questions of two tabs one after the other', async () => {
      await open();
      await person.toQuestion();
      const first = person.page;
      person.page = await person.context.newPage();
      await person.follow();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
      person.page = first;
      await person.press(english.consent.allow);
      await person.heading('Connected');
      expect(new Set(person.site.tokens).size).toBe(2);
    });

    it('needs no script', async () => {
      await open({ width: 390, hasScripts: false });
      await person.toQuestion();
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('needs no mouse', async () => {
      await open();
      const { keyboard } = person.page;
      await person.page.goto(person.site.origin);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await person.page.getByLabel(english.login.username).waitFor();
      await keyboard.type('ann');
      await keyboard.press('Tab');
      await keyboard.type(password);
      await keyboard.press('Enter');
      await person.heading(question);
      // The other account, Deny, Allow.
      for (let press = 0; press < 3; press += 1) await keyboard.press('Tab');
      await person.picture('focus');
      await keyboard.press('Enter');
      await person.heading('Connected');
    });

    it('leaves no trace of the question in the address that the client sees, nor a cookie', async () => {
      await open();
      await person.toQuestion();
      const [request] = await Promise.all([
        person.page.waitForRequest((sent) =>
          sent.url().startsWith(`${person.site.origin}/callback`),
        ),
        person.press(english.consent.allow),
      ]);
      const { referer, cookie } = await request.allHeaders();
      expect([referer, cookie]).toEqual([undefined, undefined]);
      await person.heading('Connected');
    });
  },
);
