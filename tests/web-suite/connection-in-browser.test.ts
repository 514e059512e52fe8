import { expect, it } from 'vitest';
import { describeInBrowser, phone, type WindowOptions } from './browser.js';
import { password } from './visitor.js';
import { english } from './words.js';

const windows: readonly (readonly [name: string, options: WindowOptions])[] = [
  ['desktop', {}],
  ['phone', { viewport: phone, isDark: true }],
  ['no-scripts', { hasScripts: false }],
];

describeInBrowser('the connection page', (tests) => {
  it.each(windows)('connects by the login there, and disconnects: %s', async (name, options) => {
    const { page, register, complaints, faults } = await tests().open(options);
    const there = await tests().installation.server.addUser(`there-${name}`);
    const isClean = async () => {
      if (options.hasScripts !== false) expect(await faults()).toEqual([]);
    };
    await register(`here-${name}`, { connects: false });
    await isClean();

    await page.check('#read-only-code');
    await page.click('form[action="/connection/code"] [type=submit]');
    await page.fill('[name=username]', there.username);
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.click('button[value=allow]');
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/connection');
    const main = page.locator('main');
    await expect.poll(() => main.innerText()).toContain(english.connection.by.code);
    expect(await main.innerText()).toContain(english.connection.notAllowed);
    await isClean();

    await page.click('a[href="/connection/end"]');
    if (options.hasScripts !== false) {
      await page.locator('dialog[open] h2').waitFor();
      expect(new URL(page.url()).pathname).toBe('/connection');
      await isClean();
      await page.keyboard.press('Escape');
      await page.click('a[href="/connection/end"]');
    }
    await page.click('form[action="/connection/end"] [type=submit]');
    await page.locator('form[action="/connection/direct"]').waitFor();
    expect(await page.locator('#toasts').innerText()).toContain(english.connection.ended);
    expect(complaints).toEqual([]);
  });

  it('says no for somebody who said no at the memory server', async () => {
    const { page, register, complaints } = await tests().open();
    const there = await tests().installation.server.addUser('there-denying');
    await register('here-denying', { connects: false });
    await page.click('form[action="/connection/code"] [type=submit]');
    await page.fill('[name=username]', there.username);
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.click('button[value=deny]');
    await page.waitForURL('**/connection');
    expect(await page.locator('#toasts').innerText()).toContain(english.connection.outcome.denied);
    expect(complaints).toEqual([]);
  });
});
