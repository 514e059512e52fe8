import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { typedClient, typedClientFile } from './typed-client.js';

describe('the types of the memory server that the web application uses', () => {
  it('are those of the document that the server serves now: else run npm run generate:client', async () => {
    const made = await typedClient();
    expect(made).toContain('readonly SubmitMemoryCall');
    expect(await readFile(typedClientFile, 'utf8')).toBe(made);
  });
});
