import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { callTool, issueToken, type Remembered } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';

let installation: Installation;

afterEach(() => installation.remove());

const server = surroundings.find(({ isEmbedded }) => !isEmbedded);

describe(`several instances of ${server?.name}`, () => {
  it.runIf(server?.isAvailable)(
    'that start at once on an empty database agree on keys, administrator and memories',
    async () => {
      installation = (await server?.install()) ?? (await installEmbedded());
      const ports = await Promise.all([freePort(), freePort(), freePort()]);
      const instances = ports.map((port) => ({
        ...installation.with({
          PICARD_PORT: String(port),
          PICARD_ISSUER_URL: 'http://localhost:8001',
        }),
        url: `http://localhost:${port}`,
      }));
      const [one, two, three] = instances;
      if (!one || !two || !three) throw new Error('three were asked for');
      const programs = await Promise.all(instances.map((instance) => instance.start()));
      const outputs = programs.map((program) => program.output()).join('');
      expect(outputs.match(/shown only this once/g)).toHaveLength(1);
      expect(outputs.match(/generated an encryption key/g)).toHaveLength(1);

      const token = await issueToken(one);
      const text = 'The library card number is on the fridge.';
      const { id } = await callTool<Remembered>(two, token, 'submit_memory', { text });
      const found = await callTool<{ memories: readonly Remembered[] }>(
        three,
        token,
        'query_memory',
        { query: 'Where is the number of my library card?', limit: 1 },
      );
      expect(found.memories.map((memory) => memory.id)).toEqual([id]);
    },
    120_000,
  );
});
