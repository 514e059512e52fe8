import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TwoApplications, twoApplications } from './two-applications.js';
import type { Page } from './visitor.js';
import { english } from './words.js';

describeDatabases(
  'two instances of the application with a server each',
  { only: 'postgres' },
  (kind) => {
    let store: TestStore;
    let applications: TwoApplications;
    let tabs: TwoApplications['tabs'];
    beforeAll(async () => {
      store = await kind.open();
      applications = await twoApplications(store);
      tabs = applications.tabs;
    });
    afterAll(async () => {
      await applications?.close();
      await store?.close();
    });

    const inBoth: TwoApplications['both'] = (work) => applications.both(work);
    const shownIn = ({ document }: Page, selector: string) =>
      document.querySelector(selector)?.text.trim();

    /** The address of a new persona. */
    async function newPersona(name: string): Promise<string> {
      const form = await tabs[0].open('/personas/new');
      const list = await tabs[0].submit(form, '/personas', { name, description: 'before' });
      const label = english.personas.editNamed(name);
      return list.document.querySelector(`a[aria-label="${label}"]`)?.getAttribute('href') ?? '';
    }

    it('tell the second of two tabs that the first changed the persona', async () => {
      const path = await newPersona('Shared desk');
      const [first, second] = await inBoth((tab) => tab.open(path));
      const saved = await tabs[0].submit(first, path, { description: 'of the first' });
      expect(saved.status).toBe(200);
      const told = await tabs[1].submit(second, path, { description: 'of the second' });
      expect(told.status).toBe(409);
      expect(shownIn(told, '#field-description')).toBe('of the second');
      expect(shownIn(told, '[aria-labelledby=saved-now] dd')).toBe('of the first');
      const now = await tabs[0].open(path);
      expect(shownIn(now, '#field-description')).toBe('of the first');
      expect((await tabs[1].submit(told, path)).status).toBe(200);
      expect(shownIn(await tabs[0].open(path), '#field-description')).toBe('of the second');
    });

    it('let one of two changes of a persona at the same moment win, and do equal ones once', async () => {
      const path = await newPersona('Torn');
      const change = async (description: (index: number) => string) => {
        const forms = await inBoth((tab) => tab.open(path));
        const told = await inBoth((tab, index) =>
          tab.submit(forms[index], path, { description: description(index) }),
        );
        return told.map(({ status }) => status).sort();
      };
      expect(await change((index) => `of tab ${index}`)).toEqual([200, 409]);
      expect(await change(() => 'of both')).toEqual([200, 200]);
    });

    it('tell the second of two tabs that the first renamed the group', async () => {
      const made = await tabs[0].submit(await tabs[0].open('/groups/new'), '/groups', {
        name: 'Crew',
      });
      const path = made.url.pathname;
      const forms = await inBoth((tab) => tab.open(path));
      const told = await inBoth((tab, index) =>
        tab.submit(forms[index], path, { name: `Crew ${index}` }),
      );
      expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  },
);
