import type { PicardError } from '@picard-mcp/core';
import type { Embedder } from '@picard-mcp/core/ports';
import { encode } from 'gpt-tokenizer/encoding/cl100k_base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiEmbedderOptions, openAiEmbedder } from './openai-embedder.js';
import { type ApiServer, answerVectors, startApiServer, vectorOf } from './testing/api-server.js';

let server: ApiServer;

beforeEach(async () => {
  server = await startApiServer();
});

afterEach(() => server.close());

function embedder(options: Partial<OpenAiEmbedderOptions> = {}): Embedder {
  return openAiEmbedder({ apiKey: 'sk-test', baseUrl: server.baseUrl, ...options });
}

function embed(texts: readonly string[], options: Partial<OpenAiEmbedderOptions> = {}) {
  return embedder(options).embed(texts, { purpose: 'document' });
}

const expected = (texts: readonly string[], dimensions = 1536) =>
  texts.map((text) => Float32Array.from(vectorOf(text, dimensions)));

describe('openAiEmbedder', () => {
  it('gives one vector per text, in the order of the texts and not of the answer', async () => {
    const texts = ['a house', 'a cat', 'Ü, 記憶 and 🎉'];
    expect(await embed(texts)).toEqual(expected(texts));
    expect(server.requests).toMatchObject([
      {
        path: '/v1/embeddings',
        authorization: 'Bearer sk-test',
        model: 'text-embedding-3-small',
        input: texts,
        dimensions: 1536,
      },
    ]);
  });

  it('reads number lists as well as base64, whatever it asked for', async () => {
    const texts = ['one', 'three'];
    expect(await embed(texts, { encodingFormat: 'float' })).toEqual(expected(texts));
    expect(server.requests[0]?.encoding_format).toBe('float');
    server.next(answerVectors({ ignoresEncoding: true }));
    expect(await embed(texts)).toEqual(expected(texts));
    expect(server.requests[1]?.encoding_format).toBe('base64');
  });

  it('takes the order of an answer without indexes', async () => {
    server.next(answerVectors({ leavesOutIndex: true }));
    expect(await embed(['one', 'three'])).toEqual(expected(['one', 'three']));
  });

  it('asks nothing for no text', async () => {
    expect(await embed([])).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it('does not let an empty text spoil its batch', async () => {
    expect(await embed(['', 'one'])).toHaveLength(2);
    expect(server.requests[0]?.input).toEqual([' ', 'one']);
  });

  it('splits by number of texts and keeps the order across requests', async () => {
    const texts = Array.from({ length: 25 }, (_, at) => 'x'.repeat(at + 1));
    expect(await embed(texts, { maxBatchItems: 4, concurrency: 3 })).toEqual(expected(texts));
    expect(server.requests.map(({ input }) => input.length).sort()).toEqual([1, 4, 4, 4, 4, 4, 4]);
  });

  it('splits by total size, so that no request exceeds what the API takes', async () => {
    const texts = Array.from({ length: 100 }, (_, at) => `${at} `.padEnd(8000, 'word '));
    await embed(texts);
    const sizes = server.requests.map(({ input }) => input.join('').length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300_000);
    expect(server.requests.flatMap(({ input }) => input)).toHaveLength(100);
  });

  it.each([
    ['words', 'Eine längere Geschichte 🎉 über vieles. '.repeat(1500)],
    ['one word', '記憶'.repeat(20_000)],
    ['surrogate pairs', `x${'🎉'.repeat(8000)}`],
    ['words that are special to the model', '<|endoftext|>'.repeat(3000)],
  ])('cuts a text of %s to the limit of the model, and no shorter than needed', async (_, text) => {
    await embed([text]);
    const sent = server.requests[0]?.input[0] ?? '';
    expect(text.startsWith(sent)).toBe(true);
    expect(Buffer.from(sent, 'utf8').toString('utf8')).toBe(sent);
    const tokens = encode(sent.slice(-100_000), { disallowedSpecial: new Set() }).length;
    expect(tokens).toBeLessThanOrEqual(8191);
    expect(tokens).toBeGreaterThan(7000);
  });

  it.each(['👩‍🚀'.repeat(40), 'x'.repeat(500), 'word '.repeat(100)])(
    'leaves something of every text even at a very small limit',
    async (text) => {
      await embed([text], { maxInputTokens: 16 });
      const sent = server.requests[0]?.input[0] ?? '';
      expect(text.startsWith(sent)).toBe(true);
      const tokens = encode(sent).length;
      expect(tokens).toBeGreaterThan(0);
      expect(tokens).toBeLessThanOrEqual(16);
    },
  );

  it('leaves a text alone that only looks long', async () => {
    const text = 'memory '.repeat(8000);
    await embed([text]);
    expect(server.requests[0]?.input).toEqual([text]);
  });

  it('asks for dimensions only where the model takes them', async () => {
    server.always(answerVectors({ dimensions: 768 }));
    const local = embedder({ model: 'nomic-embed-text', dimensions: 768 });
    const [vector] = await local.embed(['one'], { purpose: 'query' });
    expect(vector).toHaveLength(768);
    expect(server.requests[0]).not.toHaveProperty('dimensions');
    await embed(['one'], { model: 'mine', dimensions: 768, sendDimensions: true });
    expect(server.requests[1]).toMatchObject({ model: 'mine', dimensions: 768 });
  });

  it('names the model so that vectors of different lengths are never compared', () => {
    expect(embedder()).toMatchObject({ model: 'text-embedding-3-small', dimensions: 1536 });
    expect(embedder({ dimensions: 512 }).model).toBe('text-embedding-3-small@512');
    expect(embedder({ model: 'nomic-embed-text', dimensions: 768 }).model).toBe('nomic-embed-text');
  });

  it('keeps the path of the base URL, with or without a slash at its end', async () => {
    const root = server.baseUrl.replace('/v1', '/proxy/openai/v1');
    await embed(['one'], { baseUrl: root });
    await embed(['one'], { baseUrl: `${root}/` });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/proxy/openai/v1/embeddings',
      '/proxy/openai/v1/embeddings',
    ]);
  });

  it.each<[string, Partial<OpenAiEmbedderOptions>]>([
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: 'sk-secret\n' }],
    ['baseUrl', { baseUrl: 'api.example.com' }],
    ['baseUrl', { baseUrl: 'file:///etc/passwd' }],
    ['baseUrl', { baseUrl: 'https://user:sk-secret@example.com/v1' }],
    ['dimensions', { dimensions: 3072 }],
    ['dimensions', { dimensions: 0 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['maxBatchItems', { maxBatchItems: 1.5 }],
    ['concurrency', { concurrency: 0 }],
    ['maxRetries', { maxRetries: -1 }],
  ])('refuses an unusable %s and shows no secret', (field, options) => {
    const error = thrown(() => embedder(options));
    expect(error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect(error.message).toContain(field);
    expect(error.message).not.toContain('secret');
  });
});

function thrown(act: () => unknown): PicardError {
  try {
    act();
  } catch (error) {
    return error as PicardError;
  }
  throw new Error('nothing was thrown');
}
