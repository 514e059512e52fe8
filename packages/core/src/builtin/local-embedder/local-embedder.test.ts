import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PicardError } from '../../errors.js';
import { localEmbedder } from './local-embedder.js';

const embedder = localEmbedder();

async function vectorOf(text: string, purpose: 'document' | 'query' = 'document') {
  const [vector] = await embedder.embed([text], { purpose });
  if (!vector) throw new Error('no vector');
  return vector;
}

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** The texts, the one nearest to the question first. */
async function ranked(question: string, texts: readonly string[]): Promise<string[]> {
  const query = await vectorOf(question, 'query');
  const vectors = await embedder.embed(texts, { purpose: 'document' });
  return texts
    .map((text, at) => ({ text, score: cosine(query, vectors[at] ?? new Float32Array()) }))
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);
}

describe('localEmbedder', () => {
  it('finds a text by other forms of its words', async () => {
    const texts = [
      'Hey Anna! How are you? Great to see you!',
      'She bought two bicycles for the children last year.',
      'We painted the kitchen in a light green.',
      'Our meeting about the budget moved to Thursday.',
    ];
    expect((await ranked('Who buys a bicycle for her child?', texts))[0]).toBe(texts[1]);
    expect((await ranked('What color is Anna painting her kitchens?', texts))[0]).toBe(texts[2]);
    expect((await ranked('when do we meet about budgets', texts))[0]).toBe(texts[3]);
  });

  it('finds a text in spite of a misspelling', async () => {
    const texts = [
      'The appointment with the dentist is on Monday.',
      'The appointment with the lawyer is on Friday.',
      'Dinner with the neighbours.',
    ];
    expect((await ranked('dentsit', texts))[0]).toBe(texts[0]);
    expect((await ranked('nieghbours', texts))[0]).toBe(texts[2]);
  });

  it('does not prefer a short text that shares only a common word', async () => {
    const texts = [
      'Good day, Maria!',
      'Maria keeps her passport in the upper drawer of the old desk.',
    ];
    expect((await ranked('Where does Maria keep her passport?', texts))[0]).toBe(texts[1]);
    expect((await ranked('What a day, Maria: where is the passport?', texts))[0]).toBe(texts[1]);
  });

  it.each([
    [
      'Wo wohnt die Zahnärztin?',
      'Die Zahnaerztin und Zahnärztin wohnt in Köln.',
      'Das Auto steht in Bonn.',
    ],
    ['猫の名前は？', '私の猫の名前はタマです。', '明日は東京に行きます。'],
    ['猫', '我的猫很可爱', '我明天去北京'],
    ['แมวชื่ออะไร', 'แมวของฉันชื่อมะลิ', 'พรุ่งนี้ฝนจะตก'],
    ['как зовут кошку', 'Мою кошку зовут Мурка', 'Завтра будет дождь'],
  ])('works beyond English: %s', async (question, near, far) => {
    expect(await ranked(question, [far, near])).toEqual([near, far]);
  });

  it('finds a text of nothing but stop words by its words', async () =>
    expect((await ranked('who am i', ['What is that?', 'Who am I?', 'A cat.']))[0]).toBe(
      'Who am I?',
    ));

  it.each([
    '',
    ' ',
    '!!!',
    '\0',
    '\ud800',
    '🎉',
    'a',
    'the',
    '𝔘𝔫𝔦',
    'x'.repeat(100_000),
    '字'.repeat(300_000),
  ])('gives every text a vector of unit length: case %#', async (text) => {
    for (const purpose of ['document', 'query'] as const) {
      const vector = await vectorOf(text, purpose);
      expect(vector).toHaveLength(1536);
      expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    }
  });

  it('gives one vector per text in order, the same each time', async () => {
    const texts = Array.from({ length: 300 }, (_, at) => `memory number ${at} `.repeat(20));
    const together = await embedder.embed(texts, { purpose: 'document' });
    expect(together).toHaveLength(texts.length);
    expect(together[299]).toEqual(await vectorOf(texts[299] ?? ''));
    expect(await localEmbedder().embed(texts, { purpose: 'document' })).toEqual(together);
    expect(await embedder.embed([], { purpose: 'document' })).toEqual([]);
  });

  it('lets others have their turn during a large batch, and stops when told to', async () => {
    const caller = new AbortController();
    const texts = Array.from({ length: 1000 }, (_, at) => `memory number ${at} `.repeat(20));
    const work = embedder.embed(texts, { purpose: 'document', signal: caller.signal });
    setImmediate(() => caller.abort());
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PicardError);
    expect(error).toMatchObject({ code: 'cancelled' });
  });

  // Stored vectors are compared with new ones of the same model name. If this test fails, whether by a
  // change here or by a new release of the stemmer, the model needs a new name.
  it.each([
    [
      'document',
      'I went to the café with Zoë’s children; they bought 3 happily painted boxes. 記憶する 🎉',
      '983ad61a09073d4f',
    ],
    [
      'query',
      'When did Caroline really go to Lisbon for the relational databases conference?',
      '30e206daa6625076',
    ],
    ['document', '', 'bcac6133ee06b856'],
  ] as const)(
    'still makes the vectors that its name stands for: %s, case %#',
    async (purpose, text, digest) => {
      expect(embedder.model).toBe('picard-local-1');
      const rounded = Array.from(await vectorOf(text, purpose), (value) => value.toFixed(4)).join();
      expect(createHash('sha256').update(rounded).digest('hex').slice(0, 16)).toBe(digest);
    },
  );
});
