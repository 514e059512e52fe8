import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PicardError } from '../errors.js';
import type { Script } from '../testing/index.js';
import { personaScene } from '../testing/persona-scene.js';

describe('an answer that fails', () => {
  it.each<[string, Script, object]>([
    ['an empty answer', () => ' \n', { code: 'unavailable', retryAfter: 1 }],
    ['nothing but forged citations', () => '[m7] [m8]', { code: 'unavailable' }],
    [
      'a service that is down',
      () => Promise.reject(new PicardError('unavailable', 'Down.', { retryAfter: 30 })),
      { code: 'unavailable', retryAfter: 30 },
    ],
    [
      'too many requests',
      () => Promise.reject(new PicardError('rate_limited', 'Slower.', { retryAfter: 5 })),
      { code: 'rate_limited', retryAfter: 5 },
    ],
    [
      'an error of a vendor',
      () => Promise.reject(new Error('sk-secret is not a key')),
      { code: 'unavailable', message: 'The language model failed.' },
    ],
    ['rubbish', () => ({ text: 7 as unknown as string }), { code: 'unavailable' }],
    [
      'usage that is no number',
      () => ({ text: 'x', usage: { inputTokens: Number.NaN, outputTokens: 1 } }),
      { code: 'unavailable' },
    ],
    [
      'another text than it streamed',
      (_, { onText }) => {
        onText?.('Tea');
        return 'Coffee';
      },
      { code: 'unavailable' },
    ],
  ])('by %s says so', async (_, script, error) => {
    const { mine } = personaScene(script);
    const heard: string[] = [];
    const onText = (piece: string) => heard.push(piece);
    await expect(mine.personas.ask({ prompt: 'Tea?' }, { onText })).rejects.toMatchObject(error);
  });

  it('by a model that does not answer in time is unavailable, and the model is told to stop', async () => {
    let signal: AbortSignal | undefined;
    const never: Script = (_, options) => {
      signal = options.signal;
      return new Promise(() => undefined);
    };
    const { mine } = personaScene(never, { persona: { deadlineMs: 5 } });
    await expect(mine.personas.ask({ prompt: 'Tea?' })).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 1,
    });
    expect(signal?.aborted).toBe(true);
  });

  it('because its caller leaves is cancelled, and the caller hears no more', async () => {
    const leaving = new AbortController();
    let late: ((piece: string) => void) | undefined;
    const { mine } = personaScene((_, { onText }) => {
      late = onText;
      onText?.('Tea, ');
      leaving.abort();
      return new Promise(() => undefined);
    });
    const heard: string[] = [];
    const onText = (piece: string) => heard.push(piece);
    const asked = mine.personas.ask({ prompt: 'Tea?' }, { signal: leaving.signal, onText });
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    late?.('and milk.');
    await nextTurn();
    expect(heard).toEqual(['Tea,']);
  });
});

describe('an answer that arrives', () => {
  it('of a model that declines says so', async () => {
    const refused = { text: '', finishReason: 'refused' } as const;
    const { mine, remember } = personaScene(() => refused);
    await remember('Likes tea.');
    expect(await mine.personas.ask({ prompt: 'Tea?' })).toMatchObject({
      response: 'The language model declined to answer.',
      finishReason: 'refused',
      memories: [],
    });
  });

  it('is heard while it is written, without forged citations, and whole in the end', async () => {
    const pieces = [' Green', ' tea [', 'm1', '] and milk [m', '2].', ' Always. '];
    const { mine, remember } = personaScene((_, { onText }) => {
      for (const piece of pieces) onText?.(piece);
      return pieces.join('');
    });
    await remember('Likes green tea.');
    const heard: string[] = [];
    const { response } = await mine.personas.ask(
      { prompt: 'Green tea?' },
      { onText: (piece) => heard.push(piece) },
    );
    expect(response).toBe('Green tea [m1] and milk. Always.');
    expect(heard.join('')).toBe(response);
    expect(heard.length).toBeGreaterThan(3);
  });
});
