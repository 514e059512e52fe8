import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';
import { password } from './visitor.js';
import { english } from './words.js';

describeInBrowser(
  'a page of one user, in a browser in which another is logged in by now',
  (tests) => {
    it('does not send the file that the first one chose', async () => {
      const window = await tests().open();
      const { page, context } = window;
      await window.register('bob');
      await context.clearCookies();
      await window.register('ann');
      await page.goto('/transfer');
      await page.setInputFiles('#field-file', {
        name: 'notes.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from('- Only of Ann'),
      });
      await context.clearCookies();
      const press = () =>
        page.getByRole('button', { name: english.transfer.import, exact: true }).click();
      await press();
      await page.getByText(english.transfer.sessionEnded).waitFor();
      const other = await context.newPage();
      await other.goto('/login');
      await other.fill('[name=login]', 'bob');
      await other.fill('[name=password]', password);
      await other.click('form[action="/login"] [type=submit]');
      await other.waitForURL((url) => url.pathname !== '/login');
      await press();
      await page.getByText(english.transfer.otherUser).waitFor();
      await other.goto('/memories');
      expect(await other.textContent('body')).not.toContain('Only of Ann');
    });
  },
);
