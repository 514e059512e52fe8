import { english } from '@picard-mcp/oauth/testing';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../axe.js';
import { password } from './oauth-server.js';
import {
  logIn,
  openPagesInBrowser,
  type PagesInBrowser,
  skipReason,
  type WindowOptions,
} from './open-pages-in-browser.js';
import { takePicture } from './take-picture.js';

describe.skipIf(skipReason !== '')(`the pages in a browser${skipReason}`, () => {
  let served: PagesInBrowser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    served = await openPagesInBrowser();
  });

  afterAll(() => served?.close());

  beforeEach(() => newPage());

  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
  });

  async function newPage(options?: WindowOptions) {
    await context?.close();
    ({ context, page, complaints } = await served.open(options));
  }

  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));

  describe.each([390, 1280])('%i pixels wide', (width) => {
    it.each([false, true])(
      'show everything without scrolling sideways (dark: %s)',
      async (isDark) => {
        await newPage({ viewport: { width, height: 844 }, isDark });
        const seen = async (name: string) => {
          const mode = isDark ? 'dark' : 'light';
          await takePicture(page, `${name}-${width}-${mode}`);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect([name, overflow]).toEqual([name, 0]);
          expect([name, await smallTargets(page)]).toEqual([name, []]);
          expect([name, await axeFaults(page)]).toEqual([name, []]);
        };
        const longName =
          'An application with a remarkably long name: Knowledge-Base-Synchroniser 3000';
        await page.goto(served.authorizeUrl(await served.addClient({ name: longName })));
        await seen('login-waiting');
        await logIn(page, 'ann', 'wrong');
        await page.getByRole('alert').waitFor();
        await seen('login-wrong');
        await logIn(page);
        await page.getByRole('button', { name: english.consent.allow }).waitFor();
        await seen('consent-long-name');
        await page.goto(
          served.authorizeUrl(await served.addClient({ registeredBy: 'administrator' })),
        );
        await seen('consent');
        await page.goto(`${served.picard.url}/login`);
        await seen('signed-in');
        await page.goto(`${served.picard.url}/password`);
        await seen('password');
        await page.goto(`${served.picard.url}/logout`);
        await seen('logout');
        await page.goto(`${served.picard.url}/signup`);
        await seen('signup');
        await page.getByLabel(english.signup.email).fill('nowhere');
        await page.getByRole('button', { name: english.signup.submit }).click();
        await page.locator('#username-error').waitFor();
        await seen('signup-wrong');
        await page.goto(`${served.picard.url}/authorize?client_id=nobody`);
        await seen('message');
      },
    );
  });

  it('log in with the keyboard alone, after a wrong password', async () => {
    await page.goto(`${served.picard.url}/login`);
    expect(await page.title()).toBe(`${english.login.title} – Picard`);
    expect(await focused()).toBe('username');
    await page.keyboard.type('ann');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toBe(english.errorTitle(`${english.login.title} – Picard`));
    expect(await focused()).toBe('password');
    expect(await page.getByLabel(english.login.password).inputValue()).toBe('');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: english.signedIn.title }).waitFor();
    expect(page.url()).toBe(`${served.picard.url}/login`);
  });

  it('answer a consent with the keyboard alone', async () => {
    const origin = await served.listen('127.0.0.1');
    await page.goto(
      served.authorizeUrl(await served.addClient({ redirectUris: [`${origin}/cb`] })),
    );
    await logIn(page);
    await page
      .getByRole('heading', { name: english.consent.title.join(' Meeting Notes ') })
      .waitFor();
    const reached: (string | null | undefined)[] = [];
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent));
    }
    expect(reached).toEqual([
      english.consent.switchUser,
      english.consent.deny,
      english.consent.allow,
    ]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/cb?*`);
    expect(new URL(page.url()).searchParams.get('code')).toBeTruthy();
  });

  it('give both answers to a consent the same room', async () => {
    await page.goto(served.authorizeUrl(await served.addClient()));
    await logIn(page);
    const [deny, allow] = await Promise.all(
      [english.consent.deny, english.consent.allow].map((name) =>
        page.getByRole('button', { name }).boundingBox(),
      ),
    );
    expect([deny?.width, deny?.height, deny?.y]).toEqual([allow?.width, allow?.height, allow?.y]);
  });

  it('create an account, change its password and log out', async () => {
    await page.goto(`${served.picard.url}/login`);
    await page.getByRole('link', { name: english.login.signup }).click();
    await page.getByLabel(english.signup.username).fill('Newcomer');
    await page.getByLabel(english.signup.email).fill('newcomer@example.org');
    await page.getByLabel(english.login.password).fill('first password');
    await page.getByRole('button', { name: english.signup.submit }).click();
    await page.getByText(`${english.loggedInAs} Newcomer`).waitFor();
    await page.getByRole('link', { name: english.password.submit }).click();
    expect(await page.getByRole('textbox').count()).toBe(2);
    await page.getByLabel(english.password.current).fill('first password');
    await page.getByLabel(english.password.next).fill('second password');
    await page.getByRole('button', { name: english.password.submit }).click();
    await page.getByRole('heading', { name: english.password.done }).waitFor();
    await page.goto(`${served.picard.url}/logout`);
    await page.getByRole('button', { name: english.logout.submit }).click();
    await page.getByRole('heading', { name: english.logout.done }).waitFor();
    await page.getByRole('link', { name: english.logout.login }).click();
    await logIn(page, 'newcomer@example.org', 'second password');
    await page.getByText(`${english.loggedInAs} Newcomer`).waitFor();
  });

  it('tell a screen reader what each field is and what is wrong with it', async () => {
    await page.goto(`${served.picard.url}/signup`);
    await page.getByLabel(english.signup.username).fill('a b');
    await page.getByRole('button', { name: english.signup.submit }).click();
    const username = page.getByRole('textbox', { name: english.signup.username });
    await page.locator('#username-error').waitFor();
    expect(await username.getAttribute('aria-invalid')).toBe('true');
    const snapshot = await page.locator('main').ariaSnapshot();
    expect(snapshot).toContain(`heading "${english.signup.title}" [level=1]`);
    expect(snapshot).toContain(`textbox "${english.signup.username}"`);
    const ids = (await username.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const described = await Promise.all(ids.map((id) => page.locator(`#${id}`).textContent()));
    expect(ids).toEqual(['username-error', 'username-hint']);
    expect(described.every((text) => text)).toBe(true);
    expect(await focused()).toBe('username');
  });

  it('work without scripts', async () => {
    await newPage({ hasScripts: false });
    await page.goto(`${served.picard.url}/login`);
    await logIn(page);
    await page.getByRole('heading', { name: english.signedIn.title }).waitFor();
  });

  it.each(['/login', '/signup', '/logout', '/authorize?client_id=nobody'])(
    'are refused to a page that would frame them: %s',
    async (path) => {
      const origin = await served.listen('127.0.0.1');
      await page.goto(origin);
      const refused = page.waitForEvent('console', (message) =>
        message.text().includes("frame-ancestors 'none'"),
      );
      await page.setContent(`<iframe src="${served.picard.url}${path}"></iframe>`);
      await refused;
      const [, frame] = page.frames();
      expect(await frame?.content()).not.toContain('Picard');
      complaints = complaints.filter((text) => !text.includes('frame'));
    },
  );

  it('take no login that the page of another origin sends', async () => {
    const origin = await served.listen('127.0.0.1');
    await page.goto(`${served.picard.url}/login`);
    await page.goto(origin);
    await page.setContent(
      `<form method="post" action="${served.picard.url}/login"><input name="username" value="ann">
      <input name="password" value="${password}"><button>go</button></form>`,
    );
    await page.getByRole('button').click();
    await page.getByText(english.staleForm).waitFor();
    const cookies = await context.cookies();
    expect(cookies.map(({ name }) => name)).toEqual(['picard-browser']);
  });
});

/** Buttons and fields that are too small for a thumb (WCAG 2.2, 2.5.8 wants 24 pixels; these have 44). */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, .button, input:not([type=hidden]):not([hidden])')]
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  );
}
