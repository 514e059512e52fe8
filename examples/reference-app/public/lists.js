// Lists of memories: ticking several, and editing one in its place. Live filtering is htmx's.

import { showToast } from './toasts.js';

/**
 * @typedef {{
 *   ajax(verb: 'GET', path: string, context: { source?: Element, target: Element, select: string, swap: string }): Promise<void>
 * }} Htmx
 */

keepCount();
editInPlace();

/** How many are ticked is told, the tools appear with the first, and a box ticks all of the page. */
function keepCount() {
  offerAll();
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset.tickAll !== undefined) {
      for (const box of boxes()) box.checked = target.checked;
    }
    if (target.dataset.tickAll !== undefined || isBox(target)) count();
  });
  for (const name of ['htmx:afterSettle', 'htmx:historyRestore']) {
    document.body.addEventListener(name, () => {
      offerAll();
      count();
    });
  }
  // Going back brings ticks back after the page has loaded.
  window.addEventListener('pageshow', count);
}

function offerAll() {
  for (const offer of document.querySelectorAll('[data-tick-all-offer]')) {
    offer.removeAttribute('hidden');
  }
}

function count() {
  const bulk = document.querySelector('details[data-bulk]');
  if (!(bulk instanceof HTMLDetailsElement)) return;
  const all = boxes();
  const ticked = all.filter(({ checked }) => checked).length;
  if (ticked > 0) bulk.open = true;
  bulk.closest('[data-ticking]')?.classList.toggle('is-ticking', ticked > 0);
  const words = bulk.querySelector('[data-ticked]');
  if (words instanceof HTMLElement) {
    words.hidden = ticked === 0;
    words.textContent = (words.dataset.ticked ?? '').replace('%', String(ticked));
  }
  const tickAll = document.querySelector('[data-tick-all]');
  if (tickAll instanceof HTMLInputElement) {
    tickAll.checked = ticked > 0 && ticked === all.length;
    tickAll.indeterminate = ticked > 0 && ticked < all.length;
  }
}

function boxes() {
  return [...document.querySelectorAll('#cards input[name="id"]')].filter(isBox);
}

/** @param {Element} element @returns {element is HTMLInputElement} */
function isBox(element) {
  return (
    element instanceof HTMLInputElement && element.type === 'checkbox' && element.name === 'id'
  );
}

/** Edit opens the editor in the place of the card; saving or cancelling brings the card back. */
function editInPlace() {
  document.addEventListener('click', async (event) => {
    const { target } = event;
    if (!(target instanceof Element) || isModified(event)) return;
    const edit = target.closest('[data-list] a[data-edit-in-place]');
    const cancel = target.closest('[data-list] #editor a[data-cancel]');
    if (edit instanceof HTMLAnchorElement) {
      event.preventDefault();
      await open(edit);
    } else if (cancel) {
      event.preventDefault();
      const id = editedId();
      if (id) await showCard(id);
    }
  });
  // Filtering would take the editor away with what was typed in it.
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const { target } = /** @type {CustomEvent<{ target: Element }>} */ (event).detail;
    if (target.id !== 'results' || !isChanged()) return;
    event.preventDefault();
    tellOfEditing();
  });
  // After saving, htmx puts the memory's own page's view in; the list has a card of its own for it.
  document.body.addEventListener('htmx:afterSettle', () => {
    for (const item of document.querySelectorAll('#cards > li[data-editing]')) {
      const id = item.getAttribute('data-editing');
      if (id && !item.querySelector('#editor')) showCard(id);
    }
  });
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const { editInPlace: id = '' } = link.dataset;
  const before = editedId();
  if (before) {
    if (isChanged()) {
      tellOfEditing();
      return focusEditor();
    }
    await showCard(before, false);
  }
  const card = document.getElementById(`memory-${id}`);
  const item = card?.closest('li');
  if (!card || !item) return window.location.assign(link.href);
  await htmx().ajax('GET', link.getAttribute('href') ?? '', {
    source: item,
    target: card,
    select: '#editor',
    swap: 'outerHTML',
  });
  // Somebody else deleted it, or the session is over: the page says so.
  if (!item.querySelector('#editor')) return;
  item.dataset.editing = id;
  focusEditor();
}

/**
 * @param {string} id
 * @param {boolean} [takesFocus]
 */
async function showCard(id, takesFocus = true) {
  const item = document.querySelector(`#cards > li[data-editing="${CSS.escape(id)}"]`);
  if (!item) return;
  item.removeAttribute('data-editing');
  // Nothing came in the place of the editor where the memory does not fit the filters any more.
  const shown = item.firstElementChild ?? item.appendChild(document.createElement('div'));
  await htmx().ajax('GET', `/memories/${id}/card`, {
    source: item,
    target: shown,
    select: `#memory-${CSS.escape(id)}`,
    swap: 'outerHTML',
  });
  if (takesFocus) document.getElementById(`memory-${id}`)?.focus({ preventScroll: false });
}

function focusEditor() {
  const text = document.querySelector('#cards #editor textarea');
  if (text instanceof HTMLTextAreaElement) text.focus();
}

function editedId() {
  return document.querySelector('#cards > li[data-editing]')?.getAttribute('data-editing');
}

function isChanged() {
  return [...document.querySelectorAll('#cards #editor :is(textarea, input)')].some(
    (field) =>
      (field instanceof HTMLTextAreaElement && field.value !== field.defaultValue) ||
      (field instanceof HTMLInputElement &&
        (field.value !== field.defaultValue || field.checked !== field.defaultChecked)),
  );
}

function tellOfEditing() {
  const list = document.querySelector('[data-list]');
  if (list instanceof HTMLElement) showToast('info', list.dataset.editing ?? '');
}

/** @returns {Htmx} */
function htmx() {
  return /** @type {{ htmx: Htmx }} */ (/** @type {unknown} */ (window)).htmx;
}

/** @param {MouseEvent} event */
function isModified({ button, metaKey, ctrlKey, shiftKey, altKey }) {
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}
