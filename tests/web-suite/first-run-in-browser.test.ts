import { expect, it } from 'vitest';
import { describeInBrowser, phone, type WindowOptions } from './browser.js';

const windows: readonly (readonly [name: string, options: WindowOptions])[] = [
  ['desktop', {}],
  ['phone', { viewport: phone, isDark: true }],
  ['no scripts', { hasScripts: false }],
];

describeInBrowser('the first run', (tests) => {
  it.each(windows)('leads from nothing to a connected account: %s', async (name, options) => {
    const { page, register, complaints, faults } = await tests().open(options);
    await page.goto('/');
    if (options.hasScripts !== false) expect(await faults()).toEqual([]);
    await register(`user-${name.replace(' ', '-')}`);
    expect(await page.locator('nav a[href="/memories"]').count()).toBe(1);
    if (options.hasScripts !== false) expect(await faults()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
