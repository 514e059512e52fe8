import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMemory, idIn, noticeIn, openEditor, textIn } from './editor-page.js';
import { type TwoApplications, twoApplications } from './two-applications.js';
import type { Page, Visitor } from './visitor.js';
import { english } from './words.js';

/** PGlite is one process: only on PostgreSQL are there two of anything. */
describeDatabases('two tabs on two instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let applications: TwoApplications;
  let tabs: TwoApplications['tabs'];
  beforeAll(async () => {
    store = await database.open();
    applications = await twoApplications(store);
    tabs = applications.tabs;
  });
  afterAll(async () => {
    await applications?.close();
    await store?.close();
  });

  const both: TwoApplications['both'] = (work) => applications.both(work);

  async function editedByBoth(text: string) {
    const [first] = tabs;
    if (!first) throw new Error('there is no tab');
    const id = idIn(await createMemory(first, { text }));
    return { id, path: `/memories/${id}`, forms: await both((tab) => openEditor(tab, id)) };
  }

  it('get the conflict page for the second change, whichever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { path, forms } = await editedByBoth(`Before ${round}`);
      const pages = await both((tab, index) =>
        tab.submit(forms[index] as Page, path, {
          text: `Of tab ${index}`,
          permission: index === 0 ? 'public' : 'private',
          tags: `tab-${index}`,
        }),
      );
      expect(pages.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = pages.findIndex(({ status }) => status === 409);
      const [won, told] = [1 - lost, pages[lost] as Page];
      expect(noticeIn(told)).toContain(english.memories.editor.conflict);
      expect(textIn(told)).toContain(`Of tab ${lost}`);
      expect(textIn(told)).toContain(`Of tab ${won}`);
      // What was saved is all of one tab, and nothing of the other.
      const saved = await (tabs[lost] as Visitor).open(path);
      expect(saved.text).toContain(`Of tab ${won}`);
      expect(saved.text).toContain(`#tab-${won}`);
      expect(saved.text).not.toContain(`#tab-${lost}`);
      const { permissions } = english.memories.detail;
      expect(saved.text).toContain(won === 0 ? permissions.public : permissions.private);
    }
  });

  it('save the same change twice without a conflict, and one new memory', async () => {
    const { path, forms } = await editedByBoth('Before');
    const same = await both((tab, index) =>
      tab.submit(forms[index] as Page, path, { text: 'After', tags: 'x' }),
    );
    expect(same.map(({ status }) => status)).toEqual([200, 200]);
    const form = await (tabs[0] as Visitor).open('/memories/new');
    const made = await both((tab) => tab.submit(atOrigin(form, tab), '/memories', { text: 'New' }));
    expect(made.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(made.map(idIn)).size).toBe(1);
  });

  it('delete only what was seen', async () => {
    const { path, forms } = await editedByBoth('Seen');
    const asked = await (tabs[1] as Visitor).open(`${path}/delete`);
    await (tabs[0] as Visitor).submit(forms[0] as Page, path, { text: 'Written meanwhile' });
    const told = await (tabs[1] as Visitor).submit(asked, `${path}/delete`);
    expect(told.status).toBe(409);
    expect(told.text).toContain('Written meanwhile');
  });

  /** The page as the other instance would have sent it. */
  function atOrigin(page: Page, tab: Visitor): Page {
    return { ...page, url: new URL(page.url.pathname, applications.urls[tabs.indexOf(tab)]) };
  }
});
