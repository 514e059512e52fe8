import type { Installation } from './installation.js';
import type { Page, Visitor } from './visitor.js';

/** A part of a form: the content of a file, and what it is called. */
export interface Upload {
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly name?: string;
  readonly type?: string;
}

/** The token in the forms of the page to import. */
export async function tokenOf(visitor: Visitor): Promise<string> {
  const page = await visitor.open('/transfer');
  return (
    page.document.querySelector('form[action="/import"] [name=_csrf]')?.getAttribute('value') ?? ''
  );
}

/** Sends a file as the form of the page does without scripts. */
export async function upload(
  installation: Pick<Installation, 'url'>,
  visitor: Visitor,
  file: Upload,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const { content, name = 'notes.md', type = 'text/markdown' } = file;
  const form = new FormData();
  form.set('_csrf', fields._csrf ?? (await tokenOf(visitor)));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([content], { type }), name);
  const origin = { origin: installation.url };
  return visitor.send('/import', {
    method: 'POST',
    body: form,
    headers: { ...origin, ...headers },
  });
}

/** So many notes, one in each line. */
export function notes(count: number, word = 'memory'): string {
  return Array.from({ length: count }, (_, index) => `- ${word} ${index}`).join('\n');
}
