import { english } from '@picard-mcp/oauth/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type ClientWebsite, clientWebsite } from './client-website.js';
import type { Adapter } from './oauth-server.js';
import { complaintsOf, logIn } from './open-pages-in-browser.js';
import { type ServedClients, serveClients } from './served-clients.js';
import { takePicture } from './take-picture.js';

/** What the consent page of the website's client asks. */
export const question = english.consent.title.join(' Client by none ');

/** A person with a browser, the website of a client, and a Picard with the accounts `ann` and `bob`. */
export interface BrowserPerson extends AsyncDisposable {
  readonly served: ServedClients;
  readonly site: ClientWebsite;
  readonly context: BrowserContext;
  /** The tab that the person looks at. */
  page: Page;
  /** What the first tab's console said, and whatever it asked of other places. */
  readonly complaints: readonly string[];
  /** Takes back the complaints with this word, which were meant to be; there must be one. */
  expectComplaints(word: string): void;
  heading(name: string | RegExp): Promise<void>;
  press(button: string): Promise<void>;
  /** Goes to the website and follows its link. */
  follow(): Promise<void>;
  /** Up to the question, as ann. */
  toQuestion(): Promise<void>;
  /** Whose memories a token of the website's opens. */
  ownerOf(token: string | undefined): Promise<string | undefined>;
  picture(name: string): Promise<void>;
}

export interface BrowserPersonOptions {
  readonly adapter?: Adapter;
  readonly width?: number;
  readonly hasScripts?: boolean;
}

export async function browserPerson(
  browser: Browser,
  { adapter = 'express', width = 1280, hasScripts = true }: BrowserPersonOptions = {},
): Promise<BrowserPerson> {
  const served = await serveClients(adapter);
  await served.server.addUser('bob');
  const site = await clientWebsite(served.server);
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: hasScripts,
  });
  const first = await context.newPage();
  const complaints = complaintsOf(first);
  const person: BrowserPerson = {
    ...{ served, site, context, page: first, complaints },
    expectComplaints(word) {
      const others = complaints.filter((text) => !text.includes(word));
      if (others.length === complaints.length) throw new Error(`nothing complained of ${word}`);
      complaints.splice(0, complaints.length, ...others);
    },
    heading: (name) => person.page.getByRole('heading', { name }).waitFor(),
    press: (name) => person.page.getByRole('button', { name }).click(),
    async follow() {
      await person.page.goto(site.origin);
      await person.page.getByRole('link', { name: 'Connect' }).click();
    },
    async toQuestion() {
      await person.follow();
      await logIn(person.page);
      await person.heading(question);
    },
    async ownerOf(token) {
      const { authorization, store } = served.server;
      const { userId } = await authorization.verifier.verify(token ?? '');
      return (await store.users.findById(userId))?.username;
    },
    async picture(name) {
      await takePicture(person.page, name);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await site[Symbol.asyncDispose]();
      await served.close();
    },
  };
  return person;
}
