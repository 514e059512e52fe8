import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { tokenCounter } from './token-count.js';

const texts: [string, string][] = [
  ['English', 'Anna likes tea, and she hikes on Sundays. '.repeat(40)],
  ['German', 'Übermäßig lange Zusammensetzungswörter gefährden Verständnis. '.repeat(30)],
  ['Chinese', '記憶是我們的一部分'.repeat(150)],
  ['Thai', 'สวัสดีครับผมชอบดื่มชา'.repeat(60)],
  ['emoji', '👩‍🚀🍵'.repeat(120)],
  ['digits', '31415926535897932384626433832795'.repeat(30)],
  ['white space', 'a    b\n\n   \t c     '.repeat(90)],
  ['code', 'const x=[{"a":1},{"b":[2,3]}];'.repeat(40)],
  ['one long word', 'x'.repeat(3001)],
  ['words that are special to the model', '<|endoftext|> <|im_start|>'.repeat(20)],
];
const whole = { disallowedSpecial: new Set<string>() };

describe('tokenCounter', () => {
  it('counts short texts exactly, with the vocabulary of the model', () => {
    const text = 'Anna likes tea 記憶 🍵';
    expect(tokenCounter('gpt-5.4-mini')(text)).toBe(o200k(text));
    expect(tokenCounter('openai/gpt-4.1')(text)).toBe(o200k(text));
    expect(tokenCounter('ft:gpt-4o-mini-2024-07-18:org::id')(text)).toBe(o200k(text));
    expect(tokenCounter('gpt-3.5-turbo')(text)).toBe(cl100k(text));
    expect(o200k(text)).not.toBe(cl100k(text));
    expect(tokenCounter('gpt-5.4-mini')('')).toBe(0);
  });

  it.each(texts)('never counts fewer than there are, and few more: %s', (_, text) => {
    const real = o200k(text, whole);
    const counted = tokenCounter('gpt-5.4-mini')(text);
    expect(counted).toBeGreaterThanOrEqual(real);
    expect(counted).toBeLessThanOrEqual(Math.ceil(real * 1.35) + 4);
    expect(tokenCounter('gpt-4')(text)).toBeGreaterThanOrEqual(cl100k(text, whole));
  });

  it.each(texts)('counts more for a model whose vocabulary it does not know: %s', (_, text) => {
    const counted = tokenCounter('llama3.2:3b')(text);
    const least = Math.max(o200k(text, whole), cl100k(text, whole), text.match(/\d/g)?.length ?? 0);
    expect(counted).toBeGreaterThanOrEqual(least);
    expect(counted).toBeLessThanOrEqual(Buffer.byteLength(text));
  });

  it('does not take the name of what is no chat model, or no model, for one', () => {
    const text = 'Anna likes tea, and she hikes on Sundays.';
    const unknown = tokenCounter('qwen3')(text);
    for (const name of ['text-embedding-3-small', 'default', 'constructor', '__proto__', '']) {
      expect(tokenCounter(name)(text)).toBe(unknown);
    }
    expect(unknown).toBeGreaterThan(o200k(text));
  });
});
