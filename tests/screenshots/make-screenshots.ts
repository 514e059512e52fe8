import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { freePort } from '../free-port.js';
import { pages } from './pages.js';

/**
 * `npm run screenshots`: starts Picard as `npm start` does, in a folder of its own, uses it as somebody would, and takes a
 * picture of every page at two widths into docs/screenshots, in the place of those that are there.
 */
const folder = join(import.meta.dirname, '../../docs/screenshots');
const widths = {
  desktop: { width: 1280, height: 860 },
  phone: { width: 390, height: 844 },
} as const;

const dataDir = await mkdtemp(join(tmpdir(), 'picard-screenshots-'));
const [port, webPort] = [await freePort(), await freePort()];
const server = await startPicard();
const browser = await chromium.launch({
  executablePath: process.env.PICARD_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ],
});
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await takeAll(browser);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(dataDir, { recursive: true, force: true });
}

/** In the order of the list: later pages show what earlier ones left behind. */
async function takeAll(chromium: Browser): Promise<void> {
  const context = await chromium.newContext({
    baseURL: `http://localhost:${webPort}`,
    viewport: widths.desktop,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  for (const { name, visit, isDark = false } of pages) {
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
    await page.setViewportSize(widths.desktop);
    await visit(page);
    await take(page, name);
    process.stdout.write(`${name}\n`);
  }
}

async function take(page: Page, name: string): Promise<void> {
  for (const [width, size] of Object.entries(widths)) {
    await page.setViewportSize(size);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
}

async function startPicard(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../examples/start/dist/start.js')],
    {
      env: {
        ...process.env,
        PICARD_DATA_DIR: dataDir,
        PICARD_PORT: String(port),
        CLIENT_PORT: String(webPort),
        ADMIN_PASSWORD: 'correct horse battery',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const chunk of child.stdout ?? []) {
    if (String(chunk).includes('Picard is ready.')) break;
  }
  child.stdout?.resume();
  return child;
}
