import { newId } from '@picard-mcp/core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone } from './browser.js';
import { memoryUserOf } from './memory-user.js';
import { english } from './words.js';

describeInBrowser('activity', (tests) => {
  it('is filtered and leafed through in place, and the address follows', async () => {
    const { installation, open } = tests();
    const { page, register, complaints } = await open();
    await register('ann');
    const id = await memoryUserOf(installation, 'ann');
    const library = installation.server.picard.as(id);
    for (let count = 0; count < 30; count += 1) await library.memories.query({ query: 'x' });
    await page.goto('/activity');
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.selectOption('#activity-action', { label: 'Searched' });
    await page.getByText(english.activity.chart(30, 30)).waitFor();
    expect(new URL(page.url()).search).toBe('?days=30&action=query_memory');
    expect(await page.locator('.activity-entry').count()).toBe(25);
    await page.getByRole('link', { name: english.activity.older }).click();
    await page.getByRole('link', { name: english.activity.newest }).waitFor();
    expect(await page.locator('.activity-entry').count()).toBe(5);
    expect(new URL(page.url()).searchParams.has('cursor')).toBe(true);
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    await page.goBack();
    await expect.poll(() => page.locator('.activity-entry').count()).toBe(25);
    expect(complaints).toEqual([]);
  });

  it('is a picture, tables and a list that everybody can use on a phone', async () => {
    const { installation, open } = tests();
    const options = { viewport: phone, isDark: true };
    const { page, register, complaints, faults } = await open(options);
    const username = 'on-a-phone';
    await register(username);
    const id = await memoryUserOf(installation, username);
    const actions = ['query_memory', 'get_memories', 'update_memory', 'delete_memory', 'login'];
    await installation.server.store.activity.append(
      Array.from({ length: 300 }, (_, index) => ({
        id: newId(),
        // No multiple of the actions: on a day, several kinds were done.
        at: new Date(Date.now() - (index % 84) * 86_400_000),
        action: actions[index % actions.length] ?? '',
        outcome: (['success', 'refused', 'failed'] as const)[index % 3] ?? 'success',
        reason: index % 3 === 0 ? undefined : 'permission_denied',
        userId: id,
        clientId: index % 2 === 0 ? undefined : `https://${'client.'.repeat(8)}example/`,
        address: '2001:db8::ff00:42:8329',
        durationMs: 3,
        details: undefined,
      })),
    );
    for (const days of [7, 30, 90]) {
      await page.goto(`/activity?days=${days}`);
      await page.locator('details > summary').first().click();
      expect(await faults()).toEqual([]);
      const { width: screen } = page.viewportSize() ?? { width: 0 };
      const bars = await page
        .locator('.activity-bar')
        .evaluateAll((all) =>
          all.map((bar) => bar.getBoundingClientRect().toJSON() as DOMRectReadOnly),
        );
      expect(bars.length).toBeGreaterThan(days);
      for (const { left, right, width, height } of bars) {
        expect(left).toBeGreaterThan(0);
        expect(right).toBeLessThanOrEqual(screen);
        expect(Math.min(width, height)).toBeGreaterThan(1);
      }
    }
    expect(complaints).toEqual([]);
  });
});
