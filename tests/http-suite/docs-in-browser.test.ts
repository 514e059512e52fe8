import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hosts, serve } from './fixture.js';

const executablePath = process.env.PICARD_TEST_CHROMIUM ?? '/usr/bin/chromium';
const reason = existsSync(executablePath) ? '' : ` (skipped: there is no ${executablePath})`;

describe.each(hosts)(`/docs in a browser through $name${reason}`, (host) => {
  it.skipIf(reason !== '')('shows every path, within its own policy', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage();
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
      await browser.close();
    }
  });
});
