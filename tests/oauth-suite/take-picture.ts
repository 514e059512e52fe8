import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = process.env.PICARD_TEST_PICTURES;

/** A picture of the whole page, for people to look at: only where `PICARD_TEST_PICTURES` names a folder for them. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
