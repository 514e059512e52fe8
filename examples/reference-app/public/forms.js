// Forms: sent once, never into the void, and through the login when the session is over.

import { showToast } from './toasts.js';

/** A form may be sent again after so long, should its answer never come. */
const releaseMs = 20_000;
const probeMs = 4000;

/** Forms that are sent as a whole page, past htmx. @type {WeakSet<HTMLFormElement>} */
const whole = new WeakSet();
/** Forms of which it is known that somebody will answer. @type {WeakSet<HTMLFormElement>} */
const probed = new WeakSet();
/** What the last request of an element was. @type {WeakMap<Element, { verb: string, submitter: HTMLElement | null }>} */
const requests = new WeakMap();

export function guardForms() {
  document.addEventListener('submit', passHtmx, { capture: true });
  document.addEventListener('submit', sendOnce);
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) release(form);
  });
  document.body.addEventListener('htmx:confirm', (event) => {
    const { verb, elt } = /** @type {CustomEvent} */ (event).detail;
    if (verb !== 'get' && guarded(elt)?.dataset.sent !== undefined) event.preventDefault();
  });
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const { elt, requestConfig } = /** @type {CustomEvent} */ (event).detail;
    const { verb, triggeringEvent } = requestConfig;
    const submitter = triggeringEvent?.submitter ?? (isSubmitter(elt) ? elt : null);
    requests.set(elt, { verb, submitter });
    const form = guarded(elt);
    if (verb !== 'get' && form) form.dataset.sent = '';
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    const form = guarded(/** @type {CustomEvent} */ (event).detail.elt);
    if (form) release(form);
  });
  document.body.addEventListener('session-lost', (event) => {
    // Only when htmx has done with the request does it enable again what it had disabled.
    window.setTimeout(() => onSessionLost(/** @type {Element} */ (event.target)));
  });
}

/** @param {SubmitEvent} event */
function passHtmx(event) {
  if (whole.delete(/** @type {HTMLFormElement} */ (event.target))) event.stopImmediatePropagation();
}

/** A form is sent once, however often its button is pressed. @param {SubmitEvent} event */
function sendOnce(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  // htmx, or a script of the page, sends it.
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined && !probed.has(form)) return event.preventDefault();
  form.dataset.sent = '';
  window.setTimeout(() => release(form), releaseMs);
  if (probed.delete(form) || !holdsTyped(form)) return;
  // A browser that reaches nobody replaces the page by one of its own, and what was typed is gone.
  event.preventDefault();
  const { submitter } = event;
  isReachable().then((isThere) => {
    if (!isThere) {
      release(form);
      return tellOf('offline');
    }
    probed.add(form);
    form.requestSubmit(submitter);
  });
}

async function isReachable() {
  try {
    await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false;
  }
}

/**
 * The session is over. Sending the form as a whole page leads through the login, with what was typed; what only looked
 * something up for a form must not send it.
 *
 * @param {Element} element
 */
function onSessionLost(element) {
  const { verb = 'get', submitter = null } = requests.get(element) ?? {};
  const form = element.closest('form');
  if (form && (verb !== 'get' || form.method === 'get')) {
    whole.add(form);
    return form.requestSubmit(submitter?.isConnected ? submitter : null);
  }
  const isTyping = [...document.forms].some((each) => each.method === 'post' && isChanged(each));
  if (isTyping) tellOf('sessionLost');
  else window.location.reload();
}

/** @param {'offline' | 'sessionLost'} what */
function tellOf(what) {
  showToast('danger', document.getElementById('toasts')?.dataset[what] ?? '');
}

/** The form that an element sends; none for what only asks something within it. @param {Element} element */
function guarded(element) {
  if (element instanceof HTMLFormElement) return element;
  return isSubmitter(element) ? element.closest('form') : null;
}

/** @param {unknown} element @returns {element is HTMLButtonElement | HTMLInputElement} */
function isSubmitter(element) {
  const isButton = element instanceof HTMLButtonElement || element instanceof HTMLInputElement;
  return isButton && element.type === 'submit';
}

/** @param {HTMLFormElement} form */
function holdsTyped(form) {
  return form.querySelector('textarea, select, input:not([type=hidden])') !== null;
}

/** @param {HTMLFormElement} form */
function isChanged(form) {
  return [...form.querySelectorAll('textarea, input')].some(
    (field) =>
      (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) &&
      field.value !== field.defaultValue,
  );
}

/** @param {Element} form */
function release(form) {
  form.removeAttribute('data-sent');
}
