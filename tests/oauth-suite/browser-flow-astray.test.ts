import { english } from '@picard-mcp/oauth/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserPerson,
  type BrowserPersonOptions,
  browserPerson,
  question,
} from './browser-person.js';
import { password } from './oauth-server.js';
import { launchChromium, logIn, skipReason } from './open-pages-in-browser.js';

describe.skipIf(skipReason !== '')(
  `a person who goes astray while connecting a client in a browser${skipReason}`,
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

    it('types a wrong password, then the right one, and still comes to the same question', async () => {
      await open();
      await person.follow();
      await logIn(person.page, 'ann', 'wrong password');
      await person.page.getByRole('alert').waitFor();
      await person.picture('wrong-password');
      expect(person.site.answers).toEqual([]);
      await person.page.getByLabel(english.login.password).fill(password);
      await person.press(english.login.submit);
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('thinks about it for too long, and is told what to do; the next attempt works', async () => {
      await open();
      await person.toQuestion();
      person.served.wait(601);
      await person.press(english.consent.allow);
      await person.heading(english.message.refused);
      await person.picture('expired');
      expect(person.site.answers).toEqual([]);
      await person.follow();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('logs in too late, and is told so instead of being asked', async () => {
      await open();
      await person.follow();
      person.served.wait(601);
      await logIn(person.page);
      await person.heading(english.message.refused);
      await person.picture('expired-login');
      expect(person.site.answers).toEqual([]);
    });

    it('answers a question that another person logged in under in another tab: nothing is allowed before they have seen it', async () => {
      await open();
      await person.toQuestion();
      const other = await person.context.newPage();
      await other.goto(`${person.served.server.url}/logout`);
      await other.getByRole('button', { name: english.logout.submit }).click();
      await other.getByRole('link', { name: english.logout.login }).click();
      await logIn(other, 'bob');
      await other.getByText(`${english.loggedInAs} bob`).waitFor();

      await person.press(english.consent.allow);
      await person.heading(english.answer.lookAgain);
      await person.picture('look-again');
      expect(person.site.answers).toEqual([]);
      await person.page.getByRole('link', { name: english.answer.showAgain }).click();
      await person.heading(question);
      await person.page.getByText(`${english.loggedInAs} bob`).waitFor();
      await person.press(english.consent.allow);
      await person.heading('Connected');
      expect(await person.ownerOf(person.site.tokens[0])).toBe('bob');
    });

    it('logged out in another tab, has to log in before anything is allowed', async () => {
      await open();
      await person.toQuestion();
      const other = await person.context.newPage();
      await other.goto(`${person.served.server.url}/logout`);
      await other.getByRole('button', { name: english.logout.submit }).click();
      await other.getByText(english.logout.doneMessage).waitFor();
      await person.press(english.consent.allow);
      await person.page.getByLabel(english.login.username).waitFor();
      expect(person.site.answers).toEqual([]);
      await logIn(person.page);
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('goes back after allowing and allows again: there is one code, and the page says why', async () => {
      await open();
      await person.toQuestion();
      await person.press(english.consent.allow);
      await person.heading('Connected');
      await person.page.goBack();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading(english.answer.alreadyAnswered);
      await person.picture('already');
      expect(person.site.tokens).toHaveLength(1);
      await expect(person.ownerOf(person.site.tokens[0])).resolves.toBe('ann');
    });

    it('goes back after logging in, and is shown the question again', async () => {
      await open();
      await person.toQuestion();
      await person.page.goBack();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('reloads each page on the way, the refused login too, and nothing is lost', async () => {
      await open();
      await person.follow();
      await person.page.reload();
      await logIn(person.page, 'ann', 'wrong password');
      await person.page.getByRole('alert').waitFor();
      await person.page.reload();
      await person.page.getByRole('alert').waitFor();
      await logIn(person.page);
      await person.heading(question);
      await person.page.reload();
      await person.heading(question);
      await person.press(english.consent.allow);
      await person.heading('Connected');
    });

    it('presses Allow twice, and is connected once', async () => {
      await open();
      await person.toQuestion();
      await person.page.getByRole('button', { name: english.consent.allow }).dblclick();
      await person.heading(new RegExp(`^Connected$|${english.answer.alreadyAnswered}`));
      expect(person.site.tokens.length).toBeLessThanOrEqual(1);
      expect(person.site.answers.length).toBeLessThanOrEqual(1);
    });

    it('cannot be shown the question in the frame of another page, though logged in', async () => {
      await open();
      await person.toQuestion();
      const consent = person.page.url();
      // Same site, another port: the browser would send the cookies.
      const frameUrl = `${person.site.origin.replace('127.0.0.1', 'localhost')}/frame?`;
      for (const address of [
        consent,
        `${person.served.server.url}/login`,
        `${person.served.server.url}/password`,
      ]) {
        const refused = person.page.waitForEvent('console', (message) =>
          message.text().includes("frame-ancestors 'none'"),
        );
        await person.page.goto(`${frameUrl}${address}`);
        await refused;
        const [, frame] = person.page.frames();
        expect(await frame?.locator('button').count()).toBe(0);
        expect(await frame?.content()).not.toContain('Picard');
      }
      await person.picture('framed');
      person.expectComplaints('frame');
    });

    it('is not brought to allow anything by an address', async () => {
      await open();
      await person.toQuestion();
      await person.page.goto(`${person.page.url()}&decision=allow`);
      await person.heading(question);
      expect(person.site.answers).toEqual([]);
    });

    it.each([
      // Another site: no cookie comes with the form, but one with the redirects that it leads to.
      ['127.0.0.1', question],
      ['localhost', english.answer.lookAgain],
    ])('is not brought to allow anything by a form of a page at %s', async (host, seen) => {
      await open();
      await person.toQuestion();
      const consent = person.page.url();
      const request = new URL(consent).searchParams.get('request');
      await person.page.goto(person.site.origin.replace('127.0.0.1', host));
      await person.page.setContent(
        `<form method="post" action="${consent}"><input name="request" value="${request}">
          <input name="decision" value="allow"><button>win a prize</button></form>`,
      );
      await person.press('win a prize');
      await person.heading(seen);
      expect(person.site.answers).toEqual([]);
    });
  },
);
