import { expect, it } from 'vitest';
import { describeInBrowser, type Window } from './browser.js';
import { atServer } from './member.js';
import { english } from './words.js';

describeInBrowser('searching in a browser', (tests) => {
  async function annWith(window: Window, username: string): Promise<void> {
    await window.register(username);
    const { memories } = (await atServer(tests().installation, username)).picard;
    await memories.submit({ text: 'Prefers window seats on long flights.', tags: ['travel'] });
    await memories.submit({ text: 'Allergic to peanuts.', permission: 'public' });
  }

  it('shows what fits while somebody types, says how much, and leaves the cursor alone', async () => {
    const window = await tests().open();
    const { page, complaints } = window;
    await annWith(window, 'typing');
    await page.goto('/search');
    await page.locator('#field-q').pressSequentially('window seat');
    await page.waitForSelector('article mark');
    expect(await page.locator('article').count()).toBe(1);
    expect(await page.locator('#search-status').textContent()).toBe(english.search.found(1, false));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-q');
    await page.waitForURL((url) => url.searchParams.get('q') === 'window seat');

    await page.fill('#field-q', 'peanut');
    await page.locator('article', { hasText: 'Allergic' }).waitFor();
    expect(await page.locator('article').count()).toBe(1);
    await page.locator('label[for=scope-public]').click();
    await page.waitForURL((url) => url.searchParams.get('scope') === 'public');
    expect(complaints).toEqual([]);
  });

  it('keeps its place when somebody reads a memory and comes back', async () => {
    const window = await tests().open();
    const { page } = window;
    await annWith(window, 'reading');
    await page.goto('/search');
    await page.fill('#field-q', 'peanut');
    await page.locator('article', { hasText: 'Allergic' }).waitFor();
    await page.waitForURL((url) => url.searchParams.get('q') === 'peanut');
    await page.goto('/personas');
    await page.goBack();
    await page.locator('article', { hasText: 'Allergic' }).waitFor();
    expect(await page.inputValue('#field-q')).toBe('peanut');
  });

  it('filters by the keyboard alone', async () => {
    const window = await tests().open();
    const { page } = window;
    await annWith(window, 'keyboard');
    await page.goto('/search');
    await page.keyboard.type('travel window peanut');
    await page.locator('article').first().waitFor();
    await page.locator('#search-form summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-tags');
    await page.keyboard.type('travel');
    await page.waitForURL((url) => url.searchParams.get('tags') === 'travel');
    await page.waitForFunction(() => document.querySelectorAll('article').length === 1);
    expect(await page.locator('article').textContent()).toContain('window seats');
  });
});
