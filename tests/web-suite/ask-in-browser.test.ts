import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { afterEach, expect, it } from 'vitest';
import { describeInBrowser, phone, type Window, type WindowOptions } from './browser.js';
import { atServer } from './member.js';
import { english } from './words.js';

const usual: Script = () => 'By the **window** [m1].';
let script: Script = usual;
const model = scriptedModel((request, options) => script(request, options));

/** Writes a beginning and then waits for the end of the world, or for being stopped. */
const endless =
  (beginning: string, stopped: () => void = () => undefined): Script =>
  (_request, { onText, signal }) => {
    onText?.(beginning);
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        stopped();
        reject(new Error('aborted'));
      });
    });
  };

describeInBrowser(
  'asking a persona in a browser',
  (tests) => {
    afterEach(() => {
      script = usual;
    });

    async function openAsk(username: string, options: WindowOptions = {}): Promise<Window> {
      const window = await tests().open(options);
      await window.register(username);
      const { memories } = (await atServer(tests().installation, username)).picard;
      await memories.submit({ text: 'Prefers window seats on long flights.' });
      await window.page.goto('/personas/ask');
      return window;
    }

    async function ask({ page }: Window, question: string): Promise<void> {
      await page.fill('#field-question', question);
      await page.click('#ask-button');
    }

    it('shows the answer while it is written, and reads it out once it is complete', async () => {
      const window = await openAsk('streaming');
      const { page, complaints } = window;
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      script = async (_request, { onText }) => {
        onText?.('By the **win');
        await held;
        return 'By the **window** [m1].';
      };
      await ask(window, 'Where do I sit?');
      await page.locator('#answer-text', { hasText: 'By the **win' }).waitFor();
      expect(await page.getAttribute('#answer-text', 'aria-busy')).toBe('true');
      expect(await page.textContent('#answer-status')).toBe(english.questions.writing);
      // The page can be used meanwhile.
      await page.fill('#field-question', 'Where do I sit? And why?');
      goOn();
      await page.locator('#answer-text strong', { hasText: 'window' }).waitFor();
      expect(await page.getAttribute('#answer-text', 'aria-busy')).toBeNull();
      expect(await page.textContent('#answer-status')).toBe(english.questions.done);
      expect(await page.inputValue('#field-question')).toBe('Where do I sit? And why?');
      expect(page.url()).not.toContain('sit');

      await page.click('#answer-text a.citation');
      await page.locator('#used-m1:target').waitFor();
      await page.click('#used-m1 a[href="#cite-m1"]');
      await page.locator('#cite-m1:target').waitFor();
      expect(complaints).toEqual([]);
    });

    it('stops when it is told to, and keeps what was written', async () => {
      const window = await openAsk('stopping');
      const { page } = window;
      const stopped = new Promise<void>((resolve) => {
        script = endless('By the window, but', resolve);
      });
      await ask(window, 'Where?');
      await page.locator('#answer-text', { hasText: 'By the window, but' }).waitFor();
      await page.click('#stop-button');
      await stopped;
      expect(await page.textContent('#answer-status')).toBe(english.questions.stopped);
      expect(await page.textContent('#answer-text')).toBe('By the window, but');
      expect(await page.isVisible('#stop-button')).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('ask-button');
      script = usual;
      await page.keyboard.press('Enter');
      await page.locator('#answer-text strong').waitFor();
    });

    it('lets a second question take the place of the first', async () => {
      const window = await openAsk('again');
      const { page } = window;
      script = endless('The first answer');
      await ask(window, 'First?');
      await page.locator('#answer-text', { hasText: 'The first answer' }).waitFor();
      script = () => 'The second answer [m1].';
      await ask(window, 'Second?');
      await page.locator('#answer-sources #used-m1').waitFor();
      expect(await page.textContent('#answer-text')).not.toContain('first');
      expect(await page.textContent('#answer-status')).toBe(english.questions.done);
    });

    it('says that the answer broke off, and keeps what came and the question', async () => {
      const window = await openAsk('broken');
      const { page } = window;
      script = endless('By the window, ');
      await ask(window, 'Where do I sit?');
      await page.locator('#answer-text', { hasText: 'By the window' }).waitFor();
      await tests().installation.stopServer();
      try {
        await page
          .locator('#answer-failure [role=alert]', { hasText: english.questions.broken })
          .waitFor();
        expect(await page.textContent('#answer-text')).toContain('By the window');
        expect(await page.inputValue('#field-question')).toBe('Where do I sit?');
        // With the server down nothing can be looked up either: a page says so, and carries the question.
        await page.click('#ask-button');
        await page
          .locator('[role=alert]', { hasText: english.failures.byCode.unreachable })
          .waitFor();
        expect(await page.textContent('main')).toContain('Where do I sit?');
      } finally {
        await tests().installation.startServer();
      }
      script = usual;
      await page.click('main form [type=submit]');
      await page.locator('#answer-text strong').waitFor();
    });

    it('says so when the network breaks, and keeps what came', async () => {
      const window = await openAsk('offline');
      const { page, context } = window;
      await context.setOffline(true);
      await ask(window, 'Where do I sit?');
      await page
        .locator('#answer-failure [role=alert]', { hasText: english.questions.noAnswer })
        .waitFor();
      await context.setOffline(false);
      expect(await page.inputValue('#field-question')).toBe('Where do I sit?');
      await page.click('#ask-button');
      await page.locator('#answer-text strong').waitFor();
    });

    it('goes through the login when the session was lost, with the question', async () => {
      const window = await openAsk('relogin');
      const { page, context } = window;
      await context.clearCookies({ name: 'picard-app' });
      await ask(window, 'Where do I sit?');
      await page.waitForSelector('[name=login]');
      await page.fill('[name=login]', 'relogin');
      await page.fill('[name=password]', 'correct horse battery');
      await page.click('form[action="/login"] [type=submit]');
      await page.locator('main', { hasText: 'Where do I sit?' }).waitFor();
      await page.click('main form [type=submit]');
      await page.locator('#answer-text strong').waitFor();
    });

    it('lets nothing act that a hostile model writes', async () => {
      const window = await openAsk('hostile');
      const { page, complaints } = window;
      script = () =>
        '<img src=x onerror="document.title=1"><script>document.title=1</script> [x](javascript:alert(1)) [m1]';
      await ask(window, 'Where?');
      await page.locator('#answer-text a.citation').waitFor();
      expect(await page.locator('#answer img, #answer script').count()).toBe(0);
      expect(await page.title()).toContain(english.questions.title);
      expect(complaints).toEqual([]);
    });

    it('is accessible with an answer, and with what is wrong in a form', async () => {
      const window = await openAsk('access', { viewport: phone, isDark: true });
      const { page } = window;
      await ask(window, 'Where?');
      await page.locator('#answer-text strong').waitFor();
      expect(await window.faults()).toEqual([]);
      await page.goto('/personas/new');
      await page.fill('#field-temperature', 'hot');
      await page.fill('#field-name', 'N');
      await page.click('main form [type=submit]');
      await page.waitForSelector('#error-temperature');
      expect(await window.faults()).toEqual([]);
      expect(window.complaints).toEqual([]);
    });
  },
  { languageModel: model },
);
