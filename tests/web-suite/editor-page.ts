import type { Page, Typed, Visitor } from './visitor.js';

/** What the editor of a memory shows: the values of its fields, what is wrong with them, and what was told. */

export async function createMemory(who: Visitor, typed: Typed): Promise<Page> {
  return who.submit(await who.open('/memories/new'), '/memories', typed);
}

export const openEditor = (who: Visitor, id: string) => who.open(`/memories/${id}?edit=1`);

/** The memory of the page at which the visitor ended up. */
export const idIn = ({ url }: Page) => url.pathname.split('/').at(-1) ?? '';

export const fieldOf = ({ document }: Page, name: string) =>
  document.querySelector(`#editor [name=${name}]`);

export const valueIn = (page: Page, name: string) => fieldOf(page, name)?.getAttribute('value');

/** As a browser reads it: without the first line break. */
export const textIn = (page: Page) => fieldOf(page, 'text')?.text.replace(/^\n/, '');

/** Values of the boxes and radio buttons of a name that are chosen. */
export const chosenIn = ({ document }: Page, name: string) =>
  document
    .querySelectorAll(`#editor [name=${name}][checked]`)
    .map((each) => each.getAttribute('value'));

export const faultOf = ({ document }: Page, name: string) =>
  document.querySelector(`#error-${name}`)?.text;

export const noticeIn = ({ document }: Page) =>
  document.querySelector('#editor [role=alert]')?.text ?? '';
