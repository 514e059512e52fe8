// The editor of a memory: how long the text is, a preview that follows, tags as chips, and nothing lost on leaving.

import { keepDraft } from './editor-drafts.js';
import { makeChips } from './editor-tags.js';

/** @type {WeakSet<HTMLFormElement>} */
const prepared = new WeakSet();
/** Pressed with Ctrl or the command key; what the toolbar calls it. @type {Readonly<Record<string, string>>} */
const shortcuts = { b: 'bold', i: 'italic', k: 'link' };

prepareAll();
// htmx puts the editor into lists, and shows it again when something in it is wrong.
document.body.addEventListener('htmx:load', prepareAll);

function prepareAll() {
  for (const form of document.querySelectorAll('form.editor-form')) {
    if (!(form instanceof HTMLFormElement) || prepared.has(form)) continue;
    prepared.add(form);
    prepare(form);
  }
}

/** @param {HTMLFormElement} form */
function prepare(form) {
  const text = form.querySelector('textarea[name=text]');
  if (!(text instanceof HTMLTextAreaElement)) return;
  document.getElementById('preview')?.removeAttribute('hidden');
  for (const field of form.querySelectorAll('[data-chips]')) makeChips(field);
  count(form, text);
  text.addEventListener('input', () => count(form, text));
  text.addEventListener('keydown', (event) => useShortcut(form, event));
  // Asking for a preview while the session is over must not send the form.
  form.addEventListener('session-lost', (event) => {
    if (event.target === text || event.target === form.elements.namedItem('expires_phrase'))
      event.stopPropagation();
  });
  chooseByTyping(form);
  keepDraft(form);
  if (form.dataset.unsaved !== undefined) focusFault(form);
}

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
function count(form, text) {
  const counter = form.querySelector('#counter');
  if (!(counter instanceof HTMLElement)) return;
  const limit = Number(text.dataset.limit);
  const { length } = text.value;
  const isOver = length > limit;
  const words = isOver ? counter.dataset.tooMany : counter.dataset.counter;
  const shown = { count: isOver ? length - limit : length, limit };
  counter.textContent = (words ?? '').replace(/\{(count|limit)\}/g, (_, name) =>
    shown[/** @type {'count' | 'limit'} */ (name)].toLocaleString(document.documentElement.lang),
  );
  counter.classList.toggle('text-danger-emphasis', isOver);
  // Only what matters is said aloud.
  if (isOver) counter.setAttribute('role', 'status');
  else counter.removeAttribute('role');
}

/** @param {HTMLFormElement} form @param {KeyboardEvent} event */
function useShortcut(form, event) {
  const tool = shortcuts[event.key.toLowerCase()];
  if (!tool || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const button = form.querySelector(`[data-md-button="${tool}"]`);
  if (!(button instanceof HTMLElement)) return;
  event.preventDefault();
  button.click();
}

/** Whoever types a time means it. @param {HTMLFormElement} form */
function chooseByTyping(form) {
  /** @type {Readonly<Record<string, string>>} */
  const ways = { expires_time: 'at', expires_phrase: 'phrase' };
  form.addEventListener('input', ({ target }) => {
    const way = target instanceof HTMLInputElement ? ways[target.name] : undefined;
    const radio = way && form.querySelector(`#expiry-${way}`);
    if (radio instanceof HTMLInputElement) radio.checked = true;
  });
}

/** Where the form was not accepted, whoever sent it is led to the reason. @param {HTMLFormElement} form */
function focusFault(form) {
  const fault = form.querySelector('[aria-invalid="true"]');
  const notice = form.closest('#editor')?.querySelector('[role="alert"]');
  const place = fault ?? notice;
  if (place instanceof HTMLElement) place.focus();
}
