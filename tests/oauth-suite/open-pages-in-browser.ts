import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStore } from '@picard-mcp/core/testing';
import type { Client } from '@picard-mcp/oauth';
import { authorizationStoreInMemory, english } from '@picard-mcp/oauth/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type OAuthServer, password, startOAuthServer } from './oauth-server.js';

const executablePath = process.env.PICARD_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** Why tests in a browser cannot run; empty when they can. */
export const skipReason = existsSync(executablePath)
  ? ''
  : ` (skipped: there is no ${executablePath})`;

/** A host that is nowhere: whatever is sent there shows in the browser as a connection that failed. */
export const nowhere = 'client.example';

/** A window of a browser without cookies, and all that was not as it should be there. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

export interface WindowOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly isDark?: boolean;
  readonly hasScripts?: boolean;
}

/** A Picard with the user `ann`, and a Chromium to open its pages with. */
export interface PagesInBrowser {
  readonly picard: OAuthServer;
  open(options?: WindowOptions): Promise<Window>;
  /** Registers a client that may be asked for consent. */
  addClient(fields?: Partial<Client>): Promise<Client>;
  authorizeUrl(client: Client, parameters?: object): string;
  /** A server of a client's on this machine, which leads on to `location` if there is one; answers its origin. */
  listen(host: string, location?: string): Promise<string>;
  close(): Promise<void>;
}

/** A Chromium that asks nobody anything by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--host-resolver-rules=MAP ${nowhere} 127.0.0.1:1`,
    ],
  });
}

export async function openPagesInBrowser(): Promise<PagesInBrowser> {
  const servers: Server[] = [];
  const memory = memoryStore();
  const authorization = authorizationStoreInMemory({ users: memory.users });
  const picard = await startOAuthServer({
    store: { ...memory, authorization },
    authorization: { metadataDocuments: false },
  });
  await picard.addUser('ann');
  const browser = await launchChromium();
  return {
    picard,
    async open({
      viewport = { width: 1280, height: 800 },
      isDark = false,
      hasScripts = true,
    } = {}) {
      const context = await browser.newContext({
        ...{ viewport, colorScheme: isDark ? 'dark' : 'light', javaScriptEnabled: hasScripts },
      });
      const page = await context.newPage();
      return { context, page, complaints: complaintsOf(page) };
    },
    async addClient(fields = {}) {
      const clientId = crypto.randomUUID();
      const client: Client = {
        ...{ clientId, name: 'Meeting Notes', redirectUris: [`https://${nowhere}/callback`] },
        ...{ authenticationMethods: ['none'], secretHash: undefined },
        ...{ scopes: ['memories:read', 'memories:write'], registeredBy: 'client' },
        ...{ allowDirectConnect: false, realm: clientId, isActive: true },
        description: { clientUri: 'https://notes.example/' },
        ...{ createdAt: new Date(), updatedAt: new Date() },
        ...fields,
      };
      await picard.store.authorization.clients.insert(client);
      return client;
    },
    authorizeUrl({ clientId, redirectUris }, parameters = {}) {
      const query = new URLSearchParams({
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUris[0] ?? '' },
        ...{ state: 's', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
        ...parameters,
      });
      return `${picard.url}/authorize?${query}`;
    },
    async listen(host, location) {
      const server = createServer((_, res) => {
        if (location === undefined) res.end('<title>back</title>back at the client');
        else res.writeHead(302, { location }).end();
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      const { port } = server.address() as AddressInfo;
      return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    },
    async close() {
      await browser.close();
      await picard.close();
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

/** Whatever the console says, every error, and every request to another place. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium reports every page that is not a 200, however much it is meant to be.
    if (message.text().startsWith('Failed to load resource: the server responded')) return;
    complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const isOurs = /^(?:data:|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):)/.test(request.url());
    if (!isOurs && !request.url().includes(nowhere)) complaints.push(`asked ${request.url()}`);
  });
  return complaints;
}

/** Fills in the login page. */
export async function logIn(page: Page, name = 'ann', secret = password): Promise<void> {
  await page.getByLabel(english.login.username).fill(name);
  await page.getByLabel(english.login.password).fill(secret);
  await page.getByRole('button', { name: english.login.submit }).click();
}
