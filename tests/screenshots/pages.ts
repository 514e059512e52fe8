import type { Page } from 'playwright-core';

/** A page to take a picture of, and how somebody comes there. */
export interface PictureOf {
  /** Of the file. */
  readonly name: string;
  readonly visit: (page: Page, places: { readonly memoryServer: string }) => Promise<unknown>;
  readonly isDark?: boolean;
}

const password = 'correct horse battery';

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await page.waitForLoadState('networkidle');
}

/** The first card of the list, opened. */
async function openMemory(page: Page, words: string): Promise<void> {
  await page.goto(`/memories?text=${encodeURIComponent(words)}`);
  await press(page, 'article a[href^="/memories/"]');
}

export const pages: readonly PictureOf[] = [
  { name: 'start', visit: (page) => page.goto('/') },
  { name: 'register', visit: (page) => page.goto('/register') },
  {
    name: 'connect',
    async visit(page) {
      await page.goto('/register');
      await page.fill('[name=username]', 'ann');
      await page.fill('[name=email]', 'ann@example.org');
      await page.fill('[name=name]', 'Ann');
      await page.fill('[name=password]', password);
      await press(page, 'form[action="/register"] [type=submit]');
    },
  },
  {
    name: 'first-steps',
    visit: (page) => press(page, 'form[action="/connection/direct"] [type=submit]'),
  },
  {
    name: 'home',
    async visit(page) {
      await press(page, 'form[action*="samples"] [type=submit]');
      await page.goto('/');
    },
  },
  { name: 'memories', visit: (page) => page.goto('/memories') },
  { name: 'memories-dark', isDark: true, visit: (page) => page.goto('/memories') },
  {
    name: 'new-memory',
    async visit(page) {
      await page.goto('/memories/new');
      await page.fill(
        '#editor [name=text]',
        '## Trip to Lisbon\n\n- **Hotel** near the station\n- Dinner with Rui on Friday',
      );
      await page.locator('#editor [name=text]').press('End');
      await page.waitForLoadState('networkidle');
    },
  },
  { name: 'memory', visit: (page) => openMemory(page, 'garden') },
  { name: 'search', visit: (page) => page.goto('/search?query=birthday+present') },
  { name: 'tags', visit: (page) => page.goto('/memories/tags') },
  { name: 'timeline', visit: (page) => page.goto('/memories/timeline') },
  { name: 'personas', visit: (page) => page.goto('/personas') },
  { name: 'new-persona', visit: (page) => page.goto('/personas/new') },
  {
    name: 'ask',
    async visit(page) {
      await page.goto('/personas/ask');
      await page.fill('textarea', 'What should I give Bob for his birthday?');
      await press(page, 'form[action^="/personas/ask"] [type=submit]');
      await page.waitForTimeout(500);
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
      await press(page, 'form[action="/logout"] [type=submit]');
      await page.goto('/login');
    },
  },
];
