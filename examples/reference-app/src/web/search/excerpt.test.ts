import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.js';
import { termsOf } from './words.js';

const filler = 'Nothing of note happened on that day. ';

describe('the excerpt of a long memory', () => {
  it('shows the place where most words of the question stand together', () => {
    const text = `A seat was free. ${filler.repeat(20)}We want *window* seats on the flight. ${filler.repeat(20)}`;
    const excerpt = excerptOf(text, termsOf('window seats flight'));
    expect(excerpt).toContain('We want window seats on the flight.');
    expect(excerpt).toMatch(/^… .* …$/s);
    expect(excerpt?.length).toBeLessThan(350);
  });

  it('is not made of a short one, and not where no word occurs', () => {
    expect(excerptOf('A window seat.', termsOf('window'))).toBeUndefined();
    expect(excerptOf(filler.repeat(30), termsOf('window'))).toBeUndefined();
  });

  it('holds what was written, not how it is marked up or escaped', () => {
    const text = `${filler.repeat(30)}<script>alert("window")</script> & [a window](https://example.org)`;
    const excerpt = excerptOf(text, termsOf('window'));
    expect(excerpt).toContain('<script>alert("window")</script> & a window');
  });

  it('stays short for text without any space', () => {
    const text = `東京${'あ'.repeat(3_000)}`;
    expect(excerptOf(text, termsOf('東京'))?.length ?? 0).toBeLessThan(300);
    const emoji = `${'😀'.repeat(400)} window ${'😀'.repeat(400)}`;
    expect(excerptOf(emoji, termsOf('window'))?.isWellFormed()).toBe(true);
  });
});
