import { expect, it } from 'vitest';
import { describeInBrowser, phone, type Window } from './browser.js';
import { password } from './visitor.js';
import { english } from './words.js';

async function logOut({ page }: Window): Promise<void> {
  await page.evaluate(() =>
    document.querySelector<HTMLFormElement>('form[action="/logout"]')?.requestSubmit(),
  );
  await page.waitForURL('**/');
}

describeInBrowser('the pages of accounts, settings and start', (tests) => {
  it('hold what WCAG asks of them: errors, messages, and what is not connected', async () => {
    const window = await tests().open({ viewport: phone, isDark: true });
    const { page, faults, complaints } = window;
    const check = async (path: string) => {
      await page.goto(path);
      expect(await faults(), path).toEqual([]);
    };
    await page.goto('/login');
    await page.fill('[name=login]', 'nobody');
    await page.fill('[name=password]', 'wrong');
    await page.click('main [type=submit]');
    await page.waitForSelector('[role=alert]');
    expect(await faults()).toEqual([]);
    await window.register('reader', { connects: false });
    for (const path of ['/', '/connection', '/settings', '/settings/delete']) await check(path);
    await page.goto('/connection');
    await page.click('form[action="/connection/direct"] [type=submit]');
    await page.waitForURL((url) => url.pathname !== '/connection');
    await page.goto('/');
    await page.click('form[action="/guide/samples"] [type=submit]');
    await page.waitForSelector('[data-toast]');
    expect(await faults()).toEqual([]);
    await check('/guide/samples/remove');
    expect(complaints).toEqual([]);
  });

  it('open their menu on a phone by keyboard, and close it again', async () => {
    const { page, faults } = await tests().open({ viewport: phone });
    await page.goto('/');
    const link = page.locator('#menu a[href="/login"]');
    expect(await link.isVisible()).toBe(false);
    await page.focus('[popovertarget=menu]');
    await page.keyboard.press('Enter');
    await link.waitFor();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await link.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await link.click();
    await page.waitForURL('**/login');
  });

  it('lead to their content past the navigation by the first key', async () => {
    const { page } = await tests().open();
    await page.goto('/login');
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip-link');
    expect(await skip.evaluate((each) => each === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('login');
  });

  it('are as dark as the system, or as somebody chose', async () => {
    const background = ({ page }: Window) =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [light, dark] = [await tests().open(), await tests().open({ isDark: true })];
    await light.register('painter', { connects: false });
    await dark.page.goto('/');
    const [ofLight, ofDark] = [await background(light), await background(dark)];
    expect(ofLight).not.toBe(ofDark);
    await light.page.goto('/settings');
    await light.page.check('#theme-dark');
    await light.page.click('form[action="/settings/appearance"] [type=submit]');
    await light.page.waitForSelector('[data-toast]');
    expect(await background(light)).toBe(ofDark);
  });

  it('write times as the clocks of the browser show them', async () => {
    const { page, register } = await tests().open({ timeZone: 'Asia/Tokyo' });
    await register('traveller', { connects: false });
    await page.goto('/settings');
    const { text, at } = await page.locator('#appearance time').evaluate((time) => ({
      text: time.textContent,
      at: time.getAttribute('datetime') ?? '',
    }));
    const format = new Intl.DateTimeFormat('en-GB', {
      ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' },
    });
    expect(text).toBe(format.format(new Date(at)));
  });

  it('work without scripts: the menu, the guide and a confirmation', async () => {
    const window = await tests().open({ hasScripts: false, viewport: phone });
    const { page } = window;
    await window.register('plain');
    await page.goto('/');
    await page.click('[popovertarget=menu]');
    await page.click('#menu a[href="/settings"]');
    await page.waitForURL('**/settings');
    await page.goto('/');
    await page.click('form[action="/guide/samples"] [type=submit]');
    await page.click('a[href="/guide/samples/remove"]');
    await page.waitForURL('**/guide/samples/remove');
    await page.click('form[action="/guide/samples/remove"] [type=submit]');
    await page.waitForURL('**/');
    expect(await page.locator('[data-toast]').textContent()).toContain('9');
  });
});

describeInBrowser('the scripts of every page', (tests) => {
  it('show a confirmation as a dialog, by keyboard alone, and come back to where it was asked', async () => {
    const window = await tests().open();
    const { page, faults, complaints } = window;
    await window.register('dialogue');
    await page.goto('/');
    await page.click('form[action="/guide/samples"] [type=submit]');
    const opener = page.locator('a[href="/guide/samples/remove"]');
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await dialog.getAttribute('aria-labelledby')).toBe('dialog-title');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('dialog-title');
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    await dialog.locator('[data-dialog-close]').click();
    await dialog.waitFor({ state: 'hidden' });
    await opener.click();
    await dialog.locator('[type=submit]').click();
    await page.waitForSelector('[data-toast] form[action="/memories/restore"]');
    expect(complaints).toEqual([]);
  });

  it('ask a confirmation as a page where the session is over', async () => {
    const window = await tests().open();
    const { page, context } = window;
    await window.register('leaver');
    await page.goto('/');
    await page.click('form[action="/guide/samples"] [type=submit]');
    await page.waitForSelector('a[href="/guide/samples/remove"]');
    await context.clearCookies();
    await page.click('a[href="/guide/samples/remove"]');
    await page.waitForURL('**/guide/samples/remove');
    expect(await page.locator('form[action="/login"]').count()).toBe(1);
  });

  it('let a toast be closed by keyboard', async () => {
    const { page } = await tests().open();
    await page.goto('/register');
    await page.fill('[name=username]', 'toasted');
    await page.fill('[name=email]', 'toasted@example.org');
    await page.fill('[name=password]', password);
    await page.keyboard.press('Enter');
    const toast = page.locator('[data-toast]');
    await toast.waitFor();
    expect(await toast.textContent()).toContain(english.accounts.welcome('toasted'));
    const close = toast.getByRole('button', { name: english.layout.close });
    await close.focus();
    await page.keyboard.press('Enter');
    await toast.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  it('send a form once, however often it is pressed', async () => {
    const window = await tests().open();
    const { page } = window;
    await window.register('impatient');
    await page.goto('/');
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/memories')) sent += 1;
    });
    await page.fill('#quick-text', 'Pressed three times');
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('form[action="/memories"]');
      for (let each = 0; each < 3; each += 1) form?.requestSubmit();
    });
    await page.waitForURL((url) => url.hash !== '' || url.pathname === '/');
    await page.waitForSelector('text=Pressed three times');
    expect(sent).toBe(1);
  });

  it('keep what was typed in the page when nobody can be reached', async () => {
    const window = await tests().open();
    const { page, context } = window;
    await window.register('tunnel');
    await page.goto('/');
    await page.fill('#quick-text', 'Typed in a tunnel');
    await context.setOffline(true);
    await page.click('form[action="/memories"] [type=submit]');
    const toast = page.locator('[data-toast=danger]');
    await toast.waitFor();
    expect(await toast.textContent()).toContain(english.layout.offline);
    expect(await page.inputValue('#quick-text')).toBe('Typed in a tunnel');
    await context.setOffline(false);
    await page.click('form[action="/memories"] [type=submit]');
    await page.waitForSelector('article :text("Typed in a tunnel")');
  });

  it('lead a form through the login when the session is over, and lose nothing', async () => {
    const window = await tests().open();
    const { page, context } = window;
    await window.register('sleeper', { connects: false });
    await page.goto('/settings');
    await page.fill('#field-name', 'Typed before the nap');
    const tab = await context.newPage();
    await tab.goto('/');
    await logOut({ ...window, page: tab });
    await page.click('form[action="/settings/account"] [type=submit]');
    await page.waitForSelector('form[action="/login"]');
    await page.fill('[name=login]', 'sleeper');
    await page.fill('[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/continue');
    expect(await page.locator('dl.carried').textContent()).toContain('Typed before the nap');
    await page.click('form[action="/settings/account"] [type=submit]');
    await page.waitForURL('**/settings#account');
    expect(await page.inputValue('#field-name')).toBe('Typed before the nap');
  });
});
