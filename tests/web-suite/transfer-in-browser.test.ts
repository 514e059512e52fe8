import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PicardError } from '@picard-mcp/core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone, type Window } from './browser.js';
import { notes } from './upload.js';
import { password } from './visitor.js';
import { english } from './words.js';

const fileOf = (text: string, name = 'notes.md') => ({
  name,
  mimeType: 'text/markdown',
  buffer: Buffer.from(text),
});

const outcome = (page: Page) => page.locator('section#import-outcome');
const importFile = (page: Page) =>
  page.getByRole('button', { name: english.transfer.import, exact: true }).click();

async function begin(window: Window, username: string): Promise<Page> {
  const { page, register } = window;
  await register(username);
  await page.goto('/transfer');
  return page;
}

describeInBrowser('import and export', (tests) => {
  it('tell of an import while it runs, and report in the same page', async () => {
    const window = await tests().open();
    const page = await begin(window, 'ann');
    // What is said while it runs is gone when it is done: it is written down here.
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const place = document.getElementById('import-progress-text');
      if (!place) throw new Error('There is nothing that tells.');
      const write = (changes: MutationRecord[]) => {
        for (const { addedNodes } of changes)
          for (const { textContent } of addedNodes) said.push(textContent ?? '');
      };
      new MutationObserver(write).observe(place, { childList: true });
    });
    await page.setInputFiles('#field-file', fileOf(`${notes(1_200)}\n\n${'x'.repeat(11_000)}`));
    await importFile(page);
    await outcome(page).waitFor();
    expect(await outcome(page).textContent()).toContain(
      english.transfer.imported({ imported: 1_200, unchanged: 0, refused: 1 }),
    );
    expect(await page.locator('.refusals tbody tr').count()).toBe(1);
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    expect(said).toEqual(
      expect.arrayContaining([
        english.transfer.sending,
        english.transfer.imported({ imported: 500, unchanged: 0, refused: 0 }),
        '1,000 memories imported',
      ]),
    );
    expect(new URL(page.url()).pathname).toBe('/transfer');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-outcome');
    expect(await page.locator('#import-progress').isHidden()).toBe(true);

    await page.setInputFiles('#field-file', fileOf(notes(1_200)));
    await importFile(page);
    await outcome(page)
      .getByText(english.transfer.imported({ imported: 0, unchanged: 1_200, refused: 0 }))
      .waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('keep the file when the session has ended: log in elsewhere, and press again', async () => {
    const window = await tests().open();
    const page = await begin(window, 'bob');
    await page.setInputFiles('#field-file', fileOf('- Kept'));
    await window.context.clearCookies();
    await importFile(page);
    await page.getByText(english.transfer.sessionEnded).waitFor();
    const [login] = await Promise.all([
      window.context.waitForEvent('page'),
      page.getByRole('link', { name: english.transfer.logIn }).click(),
    ]);
    await login.fill('[name=login]', 'bob');
    await login.fill('[name=password]', password);
    await login.click('form[action="/login"] [type=submit]');
    await login.waitForURL((url) => url.pathname !== '/login');
    await importFile(page);
    await outcome(page)
      .getByText(english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }))
      .waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('keep what was pasted when it cannot be read', async () => {
    const window = await tests().open();
    const page = await begin(window, 'cid');
    await page.getByText(english.transfer.pasteTitle).click();
    await page.fill('[name=text]', '{"text": oh');
    await page.selectOption('#text-format', 'json');
    await page.getByRole('button', { name: english.transfer.importText }).click();
    await page.getByText(english.transfer.wrongFormat('JSON')).waitFor();
    expect(await page.inputValue('[name=text]')).toBe('{"text": oh');
    await page.fill('[name=text]', '{"text": "Mended"}');
    await page.selectOption('#text-format', 'jsonl');
    await page.getByRole('button', { name: english.transfer.importText }).click();
    await outcome(page)
      .getByText(english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }))
      .waitFor();
    expect(await page.inputValue('[name=text]')).toBe('');
    expect(window.complaints).toEqual([]);
  });

  it('do not even send a file that is too large', async () => {
    const window = await tests().open();
    const page = await begin(window, 'dan');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    const folder = await mkdtemp(join(tmpdir(), 'picard-upload-'));
    const file = join(folder, 'large.md');
    await writeFile(file, new Uint8Array(32 * 1_048_576 + 1));
    await page.setInputFiles('#field-file', file);
    await importFile(page);
    await page.getByText(english.transfer.tooLarge(32)).waitFor();
    expect(sent).not.toContain('POST');
    await rm(folder, { recursive: true });
  });

  it('say how far it came when the memory server fails, or when it is stopped', async () => {
    const { open, installation } = tests();
    const window = await open();
    const page = await begin(window, 'eve');
    const { memories } = installation.server.store;
    const original = memories.insertAbsent;
    let onSecond = (): ReturnType<typeof original> => {
      throw new PicardError('unavailable', 'The database cannot answer now.');
    };
    let batches = 0;
    const failing: typeof original = (...input) => {
      batches += 1;
      return batches === 2 ? onSecond() : original(...input);
    };
    Object.assign(memories, { insertAbsent: failing });
    await page.setInputFiles('#field-file', fileOf(notes(700)));
    await importFile(page);
    await page.getByText(english.transfer.firstAreThere(500)).waitFor();

    batches = 0;
    onSecond = () => new Promise(() => undefined);
    await page.setInputFiles('#field-file', fileOf(notes(1_700, 'other')));
    await importFile(page);
    await page
      .locator('#import-progress')
      .getByText(english.transfer.imported({ imported: 500, unchanged: 0, refused: 0 }))
      .waitFor();
    await page.getByRole('button', { name: english.transfer.stop }).click();
    await page.getByText(english.transfer.stopped).waitFor();
    Object.assign(memories, { insertAbsent: original });

    await importFile(page);
    await outcome(page)
      .getByText(english.transfer.imported({ imported: 1_200, unchanged: 500, refused: 0 }))
      .waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('say that the connection broke off when the application is gone', async () => {
    const window = await tests().open();
    const page = await begin(window, 'fay');
    await page.setInputFiles('#field-file', fileOf('- a'));
    await page.route('**/import', (route) => route.abort());
    await importFile(page);
    await page.getByText(english.transfer.lost).waitFor();
    await page.unroute('**/import');
    await importFile(page);
    await outcome(page)
      .getByText(english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }))
      .waitFor();
  });

  it('are accessible with a report, and with what is wrong in a field', async () => {
    const window = await tests().open({ viewport: phone, isDark: true });
    const page = await begin(window, 'reporter');
    for (const details of await page.locator('details > summary').all()) await details.click();
    expect(await window.faults()).toEqual([]);
    await page.setInputFiles(
      '#field-file',
      fileOf('{"text":"a"}\n{"text":""}', `${'x'.repeat(60)}.jsonl`),
    );
    await importFile(page);
    await outcome(page).waitFor();
    expect(await window.faults()).toEqual([]);
    await page.fill('#field-tags', 'x'.repeat(65));
    await page.getByRole('button', { name: english.transfer.export }).click();
    await page.getByText(english.transfer.wrongTags).waitFor();
    expect(await window.faults()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });
});
