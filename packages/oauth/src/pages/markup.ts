import { html } from 'hono/html';

/** HTML whose texts were escaped. */
export type Markup = Exclude<ReturnType<typeof html>, Promise<unknown>>;

type Part = Markup | string | number | false | undefined | readonly Markup[];

/** A template of HTML: every text that is put in is escaped, other markup is not. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const made = html(strings, ...parts);
  // Only promises among the parts make it one.
  if (made instanceof Promise) throw new TypeError('a page is made of texts and markup');
  return made;
}

/**
 * A name that strangers chose, fit to be shown: without control characters and the marks that turn the
 * direction of the text around it, and no longer than one can read.
 */
export function shownName(name: string, longest = 80): string {
  const clean = name
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  const letters = [...clean];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : clean;
}
