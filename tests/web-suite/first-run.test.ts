import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

it('registers somebody, connects by one press, and stays connected', async () => {
  const ann = visitor(installation.url);
  await ann.register('ann');
  const connected = await ann.connect();
  expect(connected.status).toBe(200);
  expect(connected.document.querySelector('nav a[href="/memories"]')?.text).toBe(
    english.memories.list.title,
  );
});
