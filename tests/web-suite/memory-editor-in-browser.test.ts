import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone, type Window, type WindowOptions } from './browser.js';
import { atServer } from './member.js';
import { english } from './words.js';

const onPhone: WindowOptions = { viewport: phone, isDark: true };

describeInBrowser('the editor of a memory', (tests) => {
  async function user(name: string, options: WindowOptions = {}) {
    const window = await tests().open(options);
    await window.register(name);
    return { ...window, ...(await atServer(tests().installation, name)) };
  }
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id);
  const drafts = (page: Page) =>
    page.evaluate(() =>
      Object.keys(sessionStorage).filter((key) => key.startsWith('picard-draft')),
    );
  const type = async ({ page }: Pick<Window, 'page'>, text: string) => {
    // Browsers ask before leaving only those who have touched the page.
    await page.click('[name=text]');
    await page.fill('[name=text]', text);
    await page.waitForFunction(() =>
      Object.keys(sessionStorage).some((key) => key.startsWith('picard-draft')),
    );
  };
  const save = (page: Page) => page.click('#editor [data-save]');
  const readPage = (url: URL) =>
    /^\/memories\/[0-9a-f-]{36}$/.test(url.pathname) && url.search === '';

  it('writes, previews and saves, and has nothing that axe minds', async () => {
    const { page, memories, picard, faults, complaints } = await user('ann', onPhone);
    await picard.groups.create({ name: 'The band' });
    await page.goto('/memories/new');
    await page.fill('[name=text]', '# Plan\n\n## Later\n\n| a | b |\n|---|---|\n| one | two |');
    await page.locator('#preview h3').waitFor();
    await page.fill('.chips-entry', 'music, trips,');
    await page.check('#expiry-phrase');
    await page.fill('[name=expires_phrase]', 'end of 2036');
    await page.locator('#understood', { hasText: '31 December 2036' }).waitFor();
    for (const permission of ['public', 'shared', 'private']) {
      await page.check(`#permission-${permission}`);
      expect(await page.locator('.when-public').isVisible()).toBe(permission === 'public');
      expect(await page.locator('.when-shared').isVisible()).toBe(permission === 'shared');
      expect(await faults()).toEqual([]);
    }
    await save(page);
    await page.waitForURL(readPage);
    expect(await faults()).toEqual([]);
    const [memory] = (await memories.list({})).memories;
    expect(memory).toMatchObject({ tags: ['music', 'trips'], permission: 'private' });
    expect(memory?.expirationDate).toEqual(new Date('2036-12-31T22:59:00Z'));
    expect(await drafts(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('is worked by keys alone', async () => {
    const { page, memories } = await user('kim');
    await page.goto('/memories/new');
    await page.focus('[name=text]');
    await page.keyboard.type('likes tea');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+B');
    expect(await page.inputValue('[name=text]')).toBe('**likes tea**');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('field-tags');
    await page.keyboard.type('food');
    await page.keyboard.press('Enter');
    await page.keyboard.type('drink,wrong');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    expect(await page.locator('.chip').allTextContents()).toEqual(['food', 'drink']);
    // Back to the buttons of the chips: the first one goes, and the next one has the focus.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.chip').allTextContents()).toEqual(['drink']);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      english.groups.removeWhom('the tag drink'),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('category');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('expires_time');
    await page.focus('#expiry-at');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    expect(await page.isChecked('#permission-public')).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      english.memories.editor.save,
    );
    await page.keyboard.press('Enter');
    await page.waitForURL(readPage);
    expect((await memories.list({})).memories).toMatchObject([
      { text: '**likes tea**', tags: ['drink'], permission: 'public' },
    ]);
  });

  it('writes Markdown by its toolbar, which arrow keys walk', async () => {
    const { page } = await user('tom');
    await page.goto('/memories/new');
    await page.fill('[name=text]', 'tea');
    await page.locator('[name=text]').selectText();
    await page.focus('markdown-toolbar');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('[name=text]')).toBe('_tea_');
    await page.locator('#preview em', { hasText: 'tea' }).waitFor();
  });

  it('leads to what is wrong, with everything typed, and counts what is too much', async () => {
    const { page, faults, memories } = await user('fay');
    await page.goto('/memories/new');
    await page.fill('[name=text]', 'x'.repeat(10_003));
    expect(await page.textContent('#counter')).toBe(
      english.memories.editor.tooManyCharacters.replace('{count}', '3'),
    );
    await page.fill('.chips-entry', 'kept,');
    await save(page);
    await page.waitForSelector('#error-text');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'text');
    expect(await page.locator('.chip').allTextContents()).toEqual(['kept']);
    expect((await page.inputValue('[name=text]')).length).toBe(10_003);
    expect(await faults()).toEqual([]);
    await page.fill('[name=text]', 'short');
    await save(page);
    await page.waitForURL(readPage);
    expect((await memories.list({})).memories).toMatchObject([{ text: 'short', tags: ['kept'] }]);
  });

  it('keeps what was typed for the tab alone, offers it again, and forgets it in the end', async () => {
    const { page, memories } = await user('dan');
    await page.goto('/memories/new');
    await type({ page }, 'half a thought');
    await page.fill('.chips-entry', 'unsaid,');
    const asked = page.waitForEvent('dialog');
    const left = page.goto('/memories').catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await left;

    await page.goto('/memories/new');
    await page.click('[data-draft-restore]');
    expect(await page.inputValue('[name=text]')).toBe('half a thought');
    expect(await page.locator('.chip').allTextContents()).toEqual(['unsaid']);
    await save(page);
    await page.waitForURL(readPage);
    expect((await memories.list({})).memories).toMatchObject([
      { text: 'half a thought', tags: ['unsaid'] },
    ]);
    expect(await drafts(page)).toEqual([]);

    await page.goto('/memories/new');
    expect(await page.isVisible('[data-draft-offer]')).toBe(false);
    await type({ page }, 'never mind');
    page.once('dialog', (asking) => asking.accept());
    await page.click('form[action="/logout"] button');
    await page.waitForURL('**/');
    expect(await drafts(page)).toEqual([]);
  });

  it('takes a draft of a version that was changed since through merging', async () => {
    const { page, add, memories } = await user('mia');
    const [id = ''] = await add({ text: 'a\n\nb' });
    await page.goto(`/memories/${id}?edit=1`);
    await type({ page }, 'A\n\nb');
    await memories.update({ memoryId: id, text: 'a\n\nB' });
    page.once('dialog', (asking) => asking.accept());
    await page.reload();
    await page.click('[data-draft-restore]');
    await save(page);
    await page.waitForSelector('.version mark');
    expect(await page.inputValue('[name=text]')).toBe('A\n\nB');
    await save(page);
    await page.waitForURL(readPage);
    expect((await memories.get(id)).text).toBe('A\n\nB');
  });

  it('leaves the page alone while the memory server is down, and saves when it is back', async () => {
    const { page, memories } = await user('sue');
    await page.goto('/memories/new');
    await page.fill('[name=text]', 'patient');
    await tests().installation.stopServer();
    try {
      await save(page);
      await page.locator('.app-toast', { hasText: english.failures.byCode.unreachable }).waitFor();
      expect(await page.inputValue('[name=text]')).toBe('patient');
      await page.locator('#editor [data-save]:enabled').waitFor();
    } finally {
      await tests().installation.startServer();
    }
    await save(page);
    await page.waitForURL(readPage);
    const { memories: now } = await atServer(tests().installation, 'sue');
    expect((await now.list({})).memories).toMatchObject([{ text: 'patient' }]);
    expect(memories).toBeDefined();
  });

  it('goes through the login with what was typed, and only when it is sent', async () => {
    const { page, context } = await user('leo');
    await page.goto('/memories/new');
    await page.fill('[name=text]', 'still here');
    await context.clearCookies();
    const previewed = page.waitForResponse('**/memories/preview');
    await page.fill('[name=text]', 'still here, and more');
    expect((await previewed).status()).toBe(403);
    expect(new URL(page.url()).pathname).toBe('/memories/new');
    await save(page);
    await page.waitForSelector('form[action="/login"]');
    await page.fill('[name=login]', 'leo');
    await page.fill('[name=password]', 'correct horse battery');
    await page.click('form[action="/login"] [type=submit]');
    await page.locator('.carried-value', { hasText: 'still here, and more' }).waitFor();
    await page.click('form[action="/memories"] [type=submit]');
    await page.waitForURL(readPage);
  });

  it('shows two versions beside each other, with nothing that axe minds', async () => {
    const { page, add, memories, faults, complaints } = await user('ida', onPhone);
    const [id = ''] = await add({ text: 'Likes tea.\n\nLives in Bonn.', tags: ['x'] });
    await page.goto(`/memories/${id}?edit=1`);
    await memories.update({
      memoryId: id,
      text: 'Likes coffee.\n\nLives in Bonn.',
      tags: ['y'],
      category: 'c',
    });
    await page.fill('[name=text]', 'Likes milk.\n\nLives in Berlin.');
    await page.check('#permission-public');
    await save(page);
    await page.waitForSelector('.version mark');
    expect(await faults()).toEqual([]);
    await save(page);
    await page.waitForSelector('#error-text');
    await page.fill('[name=text]', 'Likes milk and coffee.');
    await save(page);
    await page.waitForURL(readPage);
    expect(await memories.get(id)).toMatchObject({
      text: 'Likes milk and coffee.',
      tags: ['y'],
      category: 'c',
      permission: 'public',
    });
    expect(complaints).toEqual([]);
  });

  it('stands in the place of a card in the list, and gives way to the card', async () => {
    const { page, add, complaints } = await user('lou');
    await add({ text: 'first' }, { text: 'second' });
    await page.goto('/memories?sort=oldest');
    const card = page.locator('article', { hasText: 'second' });
    await card.locator('a[data-edit-in-place]').click();
    await page.locator('#editor .chips-entry').waitFor();
    await page.fill('#editor [name=text]', ' ');
    await save(page);
    await page.waitForSelector('#editor #error-text');
    await page.fill('#editor [name=text]', 'second **thoughts**');
    await save(page);
    await page.locator('article strong', { hasText: 'thoughts' }).waitFor();
    expect(await page.locator('#editor').count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?sort=oldest');
    expect(await page.locator('article').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it('shows without scripts only what works without', async () => {
    const { page } = await user('noa', { hasScripts: false });
    await page.goto('/memories/new');
    expect(await page.isVisible('markdown-toolbar')).toBe(false);
    expect(await page.isVisible('#preview')).toBe(false);
    await page.fill('[name=text]', 'plain *words*');
    await page.fill('[name=tags]', 'one, two');
    await page.check('#expiry-phrase');
    await page.fill('[name=expires_phrase]', 'in 30 days');
    await page.getByRole('button', { name: english.memories.editor.preview }).click();
    await page.waitForURL('**/memories/preview');
    expect(await page.textContent('#preview em')).toBe('words');
    expect(await page.textContent('#understood')).toMatch(/\d{4}/);
    await save(page);
    await page.waitForURL(readPage);
  });
});
