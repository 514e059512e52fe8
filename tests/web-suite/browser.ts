import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { axeFaults } from '../axe.js';
import { launchChromium, skipReason } from '../oauth-suite/open-pages-in-browser.js';
import { type Installation, type InstallationOptions, startInstallation } from './installation.js';
import { password } from './visitor.js';

export interface WindowOptions {
  /** Default: a desktop's, 1280 by 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly isDark?: boolean;
  readonly hasScripts?: boolean;
  readonly timeZone?: string;
}

export const phone = { width: 360, height: 740 };

/** A window of a browser without cookies, and what was not as it should be in it. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Faults of scripts and whatever the policy refused. */
  readonly complaints: string[];
  /** Creates an account and, unless told otherwise, connects it. */
  register(username: string, options?: { readonly connects?: boolean }): Promise<void>;
  /** What axe has against the page as it is, by the rules of WCAG 2.2 A and AA; and whether it is wider than the screen. */
  faults(): Promise<readonly string[]>;
}

export interface BrowserTests {
  readonly installation: Installation;
  open(options?: WindowOptions): Promise<Window>;
}

/** Tests in a real Chromium on an installation of their own; skipped by name where there is none. */
export function describeInBrowser(
  title: string,
  define: (tests: () => BrowserTests) => void,
  options: InstallationOptions = {},
): void {
  describe.skipIf(skipReason !== '')(`${title}${skipReason}`, () => {
    let browser: Browser;
    let installation: Installation;
    beforeAll(async () => {
      [browser, installation] = await Promise.all([launchChromium(), startInstallation(options)]);
    });
    afterAll(async () => {
      await browser?.close();
      await installation?.close();
    });
    define(() => ({ installation, open: (wanted) => openWindow(browser, installation, wanted) }));
  });
}

export async function openWindow(
  browser: Browser,
  installation: Pick<Installation, 'url'>,
  options: WindowOptions = {},
): Promise<Window> {
  const { viewport = { width: 1280, height: 800 }, isDark, hasScripts = true, timeZone } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme: isDark ? 'dark' : 'light',
    javaScriptEnabled: hasScripts,
    timezoneId: timeZone ?? 'Europe/Berlin',
    locale: 'en-GB',
    baseURL: installation.url,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // What the server answers with a status of its own is tested as such.
    const isStatus = /Failed to load resource: the server responded/.test(message.text());
    // A request that a newer one replaced: htmx calls that an error. One that failed it calls `htmx:sendError`.
    const isReplaced = /^htmx:(?:sendAbort|afterRequest)\b/.test(message.text());
    if (message.type() === 'error' && !isStatus && !isReplaced) complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    async register(username, { connects = true } = {}) {
      await page.goto('/register');
      await page.fill('[name=username]', username);
      await page.fill('[name=email]', `${username}@example.org`);
      await page.fill('[name=password]', password);
      await page.click('form[action="/register"] [type=submit]');
      await page.waitForURL('**/connection');
      if (!connects) return;
      await page.click('form[action="/connection/direct"] [type=submit]');
      await page.waitForURL((url) => url.pathname !== '/connection');
    },
    async faults() {
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      return [...(isWide ? ['the page is wider than the screen'] : []), ...(await axeFaults(page))];
    },
  };
}
