import { expect, it } from 'vitest';
import { describeInBrowser, phone } from './browser.js';
import { password } from './visitor.js';
import { english } from './words.js';

describeInBrowser('the connection page', (tests) => {
  it('connects by the login there, and disconnects', async () => {
    const options = { viewport: phone, isDark: true };
    const { page, register, complaints, faults } = await tests().open(options);
    const there = await tests().installation.server.addUser('there');
    await register('here', { connects: false });

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

    await page.click('a[href="/connection/end"]');
    await page.locator('dialog[open] h2').waitFor();
    expect(new URL(page.url()).pathname).toBe('/connection');
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.click('a[href="/connection/end"]');
    await page.click('form[action="/connection/end"] [type=submit]');
    await page.locator('form[action="/connection/direct"]').waitFor();
    expect(await page.locator('#toasts').innerText()).toContain(english.connection.ended);
    expect(complaints).toEqual([]);
  });
});
