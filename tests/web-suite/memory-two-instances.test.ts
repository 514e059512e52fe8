import { silentLogger } from '@picard-mcp/core/ports';
import { registerClient } from '@picard-mcp/oauth';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { generateKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import type { RunningWeb } from '../../examples/reference-app/src/web/start-web.js';
import { freePort } from '../free-port.js';
import { createOwnDatabase, type OwnDatabase } from '../journey/own-database.js';
import { type TwoInstances, twoInstances } from '../oauth-suite/two-instances.js';
import { createMemory, idIn, noticeIn, openEditor, textIn } from './editor-page.js';
import { startTestWeb } from './test-web.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

const serverUrl = process.env.PICARD_TEST_DATABASE_URL ?? '';

/** PGlite is one process: only on PostgreSQL are there two of anything. */
describeDatabases('two tabs on two instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let servers: TwoInstances;
  let own: OwnDatabase;
  const webs: RunningWeb[] = [];
  /** One browser: it has the same cookies at both instances. */
  const tabs: Visitor[] = [];

  beforeAll(async () => {
    store = await database.open();
    servers = await twoInstances(store);
    own = await createOwnDatabase(serverUrl);
    const { issuer } = servers.first;
    const ports = [await freePort(), await freePort()];
    const { client, secret = '' } = await registerClient(
      { clients: store.authorization.clients },
      {
        name: 'Picard reference application',
        redirectUris: ports.map((port) => `http://localhost:${port}/connection/callback`),
        scopes: ['memories:read', 'memories:write'],
        isConfidential: true,
        allowDirectConnect: true,
      },
    );
    const encryptionKeys = generateKeyRing();
    for (const [index, port] of ports.entries()) {
      const web = await startTestWeb({
        ...{ port, issuer, encryptionKeys, client: { id: client.clientId, secret } },
        database: openDatabase(own.url, silentLogger),
        configuration: { serviceUrl: [servers.first, servers.second][index]?.url ?? '' },
      });
      webs.push(web);
      tabs.push(visitor(`http://localhost:${port}`));
    }
    const [first] = tabs;
    await first?.register('ann');
    await first?.connect();
    for (const [name, value] of first?.cookies ?? []) tabs[1]?.cookies.set(name, value);
  });
  afterAll(async () => {
    for (const web of webs) {
      web.server.closeAllConnections();
      await web.close();
    }
    await servers?.close();
    await store?.close();
    await own?.drop();
  });

  /** Both tabs do it at the same moment, each at its own instance. */
  const both = (work: (tab: Visitor, index: number) => Promise<Page>) =>
    Promise.all(tabs.map(work));

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
    const port = webs[tabs.indexOf(tab)]?.server.address() as { readonly port: number };
    return { ...page, url: new URL(page.url.pathname, `http://localhost:${port.port}`) };
  }
});
