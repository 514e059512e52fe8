// Short messages: they can be closed, and go by themselves only when they could be read.

const baseMs = 6000;
const perCharacterMs = 70;
const most = 4;

/** @returns {HTMLElement | null} */
const region = () => document.getElementById('toasts');

/**
 * Tells something in the page.
 *
 * @param {string} kind One of Bootstrap's: success, info, warning, danger.
 * @param {string} message
 */
export function showToast(kind, message) {
  if (!message) return;
  const toast = document.createElement('div');
  toast.className = `alert alert-${kind} app-toast`;
  toast.dataset.toast = kind;
  const words = document.createElement('span');
  words.className = 'me-auto text-break';
  words.textContent = message;
  toast.append(words);
  region()?.append(toast);
}

/** Looks after the toasts of the page, those that answers bring, and those of what no answer could say. */
export function keepToasts() {
  const toasts = region();
  if (!toasts) return;
  for (const toast of toasts.children) makeClosable(toast);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof Element) makeClosable(node);
    }
    const old = [...toasts.children].slice(0, -most).filter((each) => !each.querySelector('form'));
    for (const toast of old) toast.remove();
  }).observe(toasts, { childList: true });

  // The server tells something about what htmx asked for: `HX-Trigger: {"toast": {…}}`.
  document.body.addEventListener('toast', (event) => {
    const { kind, message } = /** @type {CustomEvent} */ (event).detail;
    showToast(kind, message);
  });
  for (const name of ['htmx:sendError', 'htmx:timeout']) {
    document.body.addEventListener(name, () => showToast('danger', toasts.dataset.offline ?? ''));
  }
  document.body.addEventListener('htmx:responseError', (event) => {
    const { xhr } = /** @type {CustomEvent<{ xhr: XMLHttpRequest }>} */ (event).detail;
    const isTold = xhr.getResponseHeader('HX-Trigger') !== null;
    if (!isTold) showToast('danger', toasts.dataset.failed ?? '');
  });
}

/** @param {Element} toast */
function makeClosable(toast) {
  if (!(toast instanceof HTMLElement) || toast.dataset.toast === undefined) return;
  if (toast.querySelector('.btn-close')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.setAttribute('aria-label', region()?.dataset.close ?? '');
  button.addEventListener('click', () => close(toast));
  toast.append(button);
  toast.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close(toast);
  });
  // An offer, or what went wrong, stays until somebody closes it.
  const stays = toast.querySelector('form') || !['success', 'info'].includes(kindOf(toast));
  if (!stays) goAfterReading(toast);
}

/** @param {HTMLElement} toast */
function kindOf(toast) {
  return toast.dataset.toast ?? '';
}

/** @param {HTMLElement} toast */
function goAfterReading(toast) {
  const ms = baseMs + perCharacterMs * (toast.textContent ?? '').length;
  /** @type {number | undefined} */
  let timer;
  const stop = () => window.clearTimeout(timer);
  const start = () => {
    stop();
    timer = window.setTimeout(() => {
      if (document.hidden) start();
      else close(toast);
    }, ms);
  };
  for (const name of ['pointerenter', 'focusin']) toast.addEventListener(name, stop);
  for (const name of ['pointerleave', 'focusout']) toast.addEventListener(name, start);
  start();
}

/** @param {HTMLElement} toast */
function close(toast) {
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (hadFocus) document.getElementById('content')?.focus({ preventScroll: true });
}
