import type { Page } from 'playwright-core';
import { pastMemories } from './past.js';

/** A page to take a picture of, and how somebody comes there. */
export interface PictureOf {
  /** Of the file. */
  readonly name: string;
  readonly visit: (page: Page) => Promise<unknown>;
  readonly isDark?: boolean;
}

const password = 'correct horse battery';

/** Presses what leads to another page, and waits for it. */
async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
  await page.waitForLoadState('networkidle');
}

async function register(page: Page, username: string, name: string): Promise<void> {
  await page.goto('/register');
  await page.fill('[name=username]', username);
  await page.fill('[name=email]', `${username}@example.org`);
  await page.fill('[name=name]', name);
  await page.fill('[name=password]', password);
  await press(page, 'form[action="/register"] [type=submit]');
}

async function logOut(page: Page): Promise<void> {
  await press(page, 'form[action="/logout"] [type=submit]');
}

async function bringThePast(page: Page): Promise<void> {
  await page.goto('/transfer');
  await page.setInputFiles('#field-file', {
    name: 'notes.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(pastMemories(new Date())),
  });
  await page.click('form[enctype="multipart/form-data"] [type=submit]');
  await page.locator('#import-outcome[data-done]').waitFor();
}

export const pages: readonly PictureOf[] = [
  {
    name: 'start',
    async visit(page) {
      // Somebody else, whom a group and a memory can be shared with.
      await register(page, 'robin', 'Robin');
      await press(page, 'form[action="/connection/direct"] [type=submit]');
      await page.goto('/settings');
      await page.check('main [name=discoverable]');
      await press(page, 'form[action="/settings/profile"] [type=submit]');
      await logOut(page);
      await page.goto('/');
    },
  },
  { name: 'register', visit: (page) => page.goto('/register') },
  { name: 'connect', visit: (page) => register(page, 'ann', 'Ann') },
  {
    name: 'first-steps',
    visit: (page) => press(page, 'form[action="/connection/direct"] [type=submit]'),
  },
  { name: 'import', visit: bringThePast },
  {
    name: 'home',
    async visit(page) {
      await page.goto('/');
      await press(page, 'form[action="/guide/samples"] [type=submit]');
      await press(page, 'form[action="/guide/close"] [type=submit]');
      await page.goto('/');
    },
  },
  { name: 'memories', visit: (page) => page.goto('/memories') },
  { name: 'memories-dark', isDark: true, visit: (page) => page.goto('/memories') },
  {
    name: 'bulk',
    async visit(page) {
      for (const index of [0, 1, 2]) await page.locator('#cards input[name=id]').nth(index).check();
      await page.locator('[data-bulk]').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-memory',
    async visit(page) {
      await page.goto('/memories/new');
      await page.fill(
        '#editor [name=text]',
        '## Trip to Lisbon\n\n- **Hotel** near the station\n- Dinner with Ida on Friday',
      );
      await page.locator('main :is(h2, h3, h4, h5)', { hasText: 'Trip to Lisbon' }).waitFor();
    },
  },
  {
    name: 'memory',
    async visit(page) {
      await page.goto('/memories?words=risotto');
      await press(page, '#cards article a[href^="/memories/"]:not([data-edit-in-place])');
    },
  },
  {
    name: 'delete',
    async visit(page) {
      await page.locator('a[href*="/delete"]').first().click();
      await page.locator('dialog[open] h2').waitFor();
    },
  },
  { name: 'search', visit: (page) => page.goto('/search?q=a+gift+for+a+plant+lover') },
  { name: 'tags', visit: (page) => page.goto('/memories/tags') },
  { name: 'timeline', visit: (page) => page.goto('/memories/timeline') },
  { name: 'other-people', visit: (page) => page.goto('/memories/others') },
  { name: 'personas', visit: (page) => page.goto('/personas') },
  { name: 'new-persona', visit: (page) => page.goto('/personas/new') },
  {
    name: 'ask',
    async visit(page) {
      await page.goto('/personas/ask');
      await page.fill('#field-question', 'Which nuts am I allergic to?');
      await page.click('#ask-button');
      await page.locator('#answer-sources a').first().waitFor();
    },
  },
  {
    name: 'group',
    async visit(page) {
      await page.goto('/groups/new');
      await page.fill('main [name=name]', 'Chess on Thursdays');
      await page.fill('main [name=add_members]', 'robin');
      await press(page, 'main form[action="/groups"] button.btn-primary');
    },
  },
  { name: 'groups', visit: (page) => page.goto('/groups') },
  { name: 'transfer', visit: (page) => page.goto('/transfer') },
  { name: 'activity', visit: (page) => page.goto('/activity') },
  { name: 'settings', visit: (page) => page.goto('/settings') },
  { name: 'connection', visit: (page) => page.goto('/connection') },
  {
    name: 'login',
    async visit(page) {
      await logOut(page);
      await page.goto('/login');
    },
  },
  { name: 'not-found', visit: (page) => page.goto('/nowhere') },
];
