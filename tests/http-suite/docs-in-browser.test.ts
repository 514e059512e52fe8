import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hosts, serve } from './fixture.js';

const executablePath = process.env.PICARD_TEST_CHROMIUM ?? '/usr/bin/chromium';
const reason = existsSync(executablePath) ? '' : ` (skipped: there is no ${executablePath})`;

describe.skipIf(reason !== '')(`/docs in a browser${reason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath });
  });
  afterAll(() => browser?.close());

  it.each(hosts)('shows every path, within its own policy: $name', async (host) => {
    await using served = await serve(host, { prefix: '/picard' });
    const page = await browser.newPage();
    try {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(served.url) && !request.url().startsWith('data:')) {
          complaints.push(`asked ${request.url()}`);
        }
      });
      await page.goto(`${served.url}/docs`);
      await page.getByText('/api/tools').first().click();
      await page.getByText('Example Value').first().waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
