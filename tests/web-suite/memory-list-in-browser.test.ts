import { expect, it } from 'vitest';
import { describeInBrowser, phone, type Window } from './browser.js';
import { atServer, type MemoryRecord } from './member.js';
import { english } from './words.js';

const dayMs = 86_400_000;
const samples: readonly MemoryRecord[] = [
  'Prefers **window seats** on long flights',
  'Allergic to peanuts',
  'Learns Portuguese on Tuesdays',
  `# Packing list\n\n- passport\n- [the map](https://example.org)\n\n${'All the rest of it. '.repeat(60)}`,
].map((text, index) => ({
  text,
  tags: [`tag ${index}`, 'all'],
  category: 'samples',
  created_at: new Date(Date.UTC(2030, 0, 10) - index * 20 * dayMs).toISOString(),
  ...(index === 1 && { expiration_date: new Date(Date.now() + 5.5 * dayMs).toISOString() }),
}));

describeInBrowser('lists of memories', (tests) => {
  async function prepared(username: string, options: Parameters<typeof open>[0] = {}) {
    const window = await open(options);
    await window.register(username);
    const server = await atServer(tests().installation, username);
    const ids = await server.add(...samples);
    return { ...window, server, ids };
  }
  const open = (options?: Parameters<ReturnType<typeof tests>['open']>[0]) => tests().open(options);
  const texts = async ({ page }: Pick<Window, 'page'>) =>
    (await page.locator('#cards .memory-text').allTextContents()).map((text) => text.trim());

  it('follow the words while they are typed, and keep the focus and the address', async () => {
    const window = await prepared('typist');
    const { page, complaints } = window;
    await page.goto('/memories');
    await page.locator('#filter-words').pressSequentially('portu');
    // Fewer letters find the same: what counts is the answer to all of them.
    await page.waitForURL('**/memories?words=portu');
    await expect.poll(() => texts(window)).toEqual(['Learns Portuguese on Tuesdays']);
    expect(await page.locator('#cards mark').allTextContents()).toEqual(['Portu']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-words');
    expect(await page.locator('#list-status').textContent()).toContain(
      english.memories.list.shown(1),
    );

    await page.locator('summary', { hasText: english.memories.list.moreFilters }).click();
    await page.fill('#filter-words', '');
    await page.fill('#filter-tags', 'tag 1');
    await page.locator('#filter-category').focus();
    await page.waitForURL('**/memories?tag=tag+1');
    await expect.poll(() => texts(window)).toEqual(['Allergic to peanuts']);
    await page.locator('.filter-chip').click();
    await expect.poll(async () => (await texts(window)).length).toBe(4);
    await page.goBack();
    await expect.poll(() => texts(window)).toEqual(['Allergic to peanuts']);
    expect(complaints).toEqual([]);
  });

  it('change what is ticked, and say how many that are', async () => {
    const { page, server, complaints } = await prepared('ticker');
    await page.goto('/memories');
    const tools = page.locator('button[name=action][value=tags]');
    expect(await tools.isVisible()).toBe(false);
    await page.locator('#cards > li').nth(0).locator('input[name=id]').check();
    expect(await tools.isVisible()).toBe(true);
    expect(await page.locator('[data-ticked]').textContent()).toBe(
      english.memories.bulk.selected('1'),
    );
    await page.getByLabel(english.memories.bulk.selectAll).check();
    expect(await page.locator('[data-ticked]').textContent()).toBe(
      english.memories.bulk.selected('4'),
    );
    await page.locator('#cards > li').nth(3).locator('input[name=id]').uncheck();
    expect(await page.locator('[data-ticked]').textContent()).toBe(
      english.memories.bulk.selected('3'),
    );
    await tools.click();
    await page.fill('[name=add]', 'together');
    await page.click('main form[action="/memories/bulk"] button[type=submit]');
    await page.waitForURL('**/memories');
    expect(await page.locator('#toasts').textContent()).toContain(english.memories.bulk.done(3));
    expect((await server.memories.list({ tags: ['together'] })).memories.length).toBe(3);
    expect(complaints).toEqual([]);
  });

  it('edit a memory in the place of its card, and put the card back', async () => {
    const { page, server, ids, complaints } = await prepared('editor');
    await page.goto('/memories?tag=all');
    const item = page.locator('#cards > li').nth(1);
    const edit = item.getByRole('link', { name: english.memories.card.edit });
    const editor = item.locator('#editor');

    await edit.click();
    await editor.locator('textarea[name=text]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('text');
    await editor.getByRole('link', { name: english.memories.editor.cancel }).click();
    await edit.waitFor();
    expect(await editor.count()).toBe(0);
    expect(page.url()).toContain('/memories?tag=all');

    await edit.click();
    await editor.locator('textarea[name=text]').fill('Not allergic any more');
    await editor.locator('[data-save]').click();
    await edit.waitFor();
    await expect
      .poll(async () => (await item.locator('.memory-text').textContent())?.trim())
      .toBe('Not allergic any more');
    expect(page.url()).toContain('/memories?tag=all');
    expect((await server.memories.get(ids[1] ?? '')).text).toBe('Not allergic any more');
    expect(await item.locator('input[name=id]').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('lose nothing that is typed when another memory is to be edited', async () => {
    const { page, complaints } = await prepared('juggler');
    await page.goto('/memories');
    const [first, second] = [0, 1].map((index) => page.locator('#cards > li').nth(index));
    await first?.getByRole('link', { name: english.memories.card.edit }).click();
    await first?.locator('textarea[name=text]').fill('Half a thought');
    await second?.getByRole('link', { name: english.memories.card.edit }).click();
    await page.locator('[data-toast]', { hasText: english.memories.list.editing }).waitFor();
    expect(await first?.locator('textarea[name=text]').inputValue()).toBe('Half a thought');
    expect(await second?.locator('#editor').count()).toBe(0);

    await first?.locator('textarea[name=text]').fill('Prefers **window seats** on long flights');
    await second?.getByRole('link', { name: english.memories.card.edit }).click();
    await second?.locator('#editor').waitFor();
    expect(await first?.locator('#editor').count()).toBe(0);

    await second?.locator('textarea[name=text]').fill('Another half');
    await page.fill('#filter-words', 'peanuts');
    await expect.poll(() => page.locator('[data-toast]').count()).toBe(2);
    expect(await second?.locator('textarea[name=text]').inputValue()).toBe('Another half');
    expect(complaints).toEqual([]);
  });

  it('delete and undo by keyboard alone', async () => {
    const { page, server, ids, complaints } = await prepared('keys');
    await page.goto('/memories');
    const remove = page
      .locator('#cards > li')
      .nth(1)
      .getByRole('link', { name: english.memories.card.remove });
    await remove.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('Allergic to peanuts');
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(await remove.evaluate((link) => link === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    const confirm = dialog.getByRole('button', { name: english.memories.card.remove, exact: true });
    await confirm.focus();
    await page.keyboard.press('Enter');
    const undo = page.getByRole('button', { name: english.layout.undo });
    await undo.waitFor();
    await expect(server.memories.get(ids[1] ?? '')).rejects.toMatchObject({ code: 'not_found' });
    // The neighbour is in sight, and the offer with it.
    expect(new URL(page.url()).hash).toBe(`#memory-${ids[0]}`);
    await undo.focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-toast]', { hasText: english.memories.remove.restored(1) }).waitFor();
    expect((await server.memories.get(ids[1] ?? '')).text).toBe('Allergic to peanuts');
    expect(complaints).toEqual([]);
  });

  it('say that the server is away while somebody types, and keep the list', async () => {
    const window = await prepared('patient');
    const { page } = window;
    await page.goto('/memories');
    await tests().installation.stopServer();
    await page.fill('#filter-words', 'peanuts');
    await page.locator('[data-toast]', { hasText: english.failures.byCode.unreachable }).waitFor();
    expect((await texts(window)).length).toBe(4);
    await tests().installation.startServer();
    await page.fill('#filter-words', 'peanut');
    await expect.poll(() => texts(window)).toEqual(['Allergic to peanuts']);
  });

  it('have no faults that axe finds in what is asked of several, and in a dialog', async () => {
    const options = { viewport: phone, isDark: true };
    const { page, faults, complaints } = await prepared('axe', options);
    for (const action of ['permission', 'tags', 'category', 'expiry', 'delete']) {
      await page.goto('/memories');
      await page.locator('#cards input[name=id]').first().check();
      if (action === 'tags') expect(['ticked', ...(await faults())]).toEqual(['ticked']);
      await page.click(`button[name=action][value=${action}]`);
      await page.waitForURL('**/memories/bulk');
      expect([action, ...(await faults())]).toEqual([action]);
    }
    await page.goto('/memories');
    const cards = page.locator('#cards');
    await cards.getByRole('link', { name: english.memories.card.remove }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(['dialog', ...(await faults())]).toEqual(['dialog']);
    expect(complaints).toEqual([]);
  }, 120_000);
});
