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
import { startApplication } from './application.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

type Tabs = readonly [Visitor, Visitor];

describeDatabases(
  'two instances of the application with a server each',
  { only: 'postgres' },
  (kind) => {
    let store: TestStore;
    let servers: TwoInstances;
    let own: OwnDatabase;
    let applications: readonly RunningWeb[] = [];
    /** Of one user, on one instance each. */
    let tabs: Tabs;

    beforeAll(async () => {
      store = await kind.open();
      servers = await twoInstances(store);
      own = await createOwnDatabase(store.connectionString ?? '');
      const { client, secret = '' } = await registerClient(
        { clients: store.authorization.clients },
        {
          name: 'Picard reference application',
          redirectUris: ['http://localhost:8000/connection/callback'],
          scopes: ['memories:read', 'memories:write'],
          isConfidential: true,
          allowDirectConnect: true,
        },
      );
      const encryptionKeys = generateKeyRing();
      const ports = [await freePort(), await freePort()] as const;
      const start = (port: number, serviceUrl: string) =>
        startApplication({
          port,
          issuer: servers.first.issuer,
          client: { id: client.clientId, secret },
          configuration: { serviceUrl },
          database: openDatabase(own.url, silentLogger),
          encryptionKeys,
          logger: silentLogger,
        });
      applications = [
        await start(ports[0], servers.first.url),
        await start(ports[1], servers.second.url),
      ];
      tabs = [visitor(`http://localhost:${ports[0]}`), visitor(`http://localhost:${ports[1]}`)];
      await tabs[0].register('ann');
      await tabs[0].connect();
      await tabs[1].login('ann');
    });
    afterAll(async () => {
      for (const { server, close } of applications) {
        server.closeAllConnections();
        await close();
      }
      await own?.drop();
      await servers?.close();
      await store?.close();
    });

    const inBoth = (work: (tab: Visitor, index: 0 | 1) => Promise<Page>) =>
      Promise.all([work(tabs[0], 0), work(tabs[1], 1)]);
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
