// What every page does when scripts run. Everything works without, with whole pages.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `picard-app-zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = '';
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]'))
    form.removeAttribute('data-sent');
});

// The server tells something about what htmx asked for: `HX-Trigger: {"toast": {…}}`.
document.body.addEventListener('toast', (event) => {
  const { kind, message } = /** @type {CustomEvent} */ (event).detail;
  showToast(kind, message);
});

// The session is gone: sending the form as a whole page leads through the login, with what was typed.
document.body.addEventListener('session-lost', (event) => {
  const form = /** @type {HTMLElement} */ (event.target).closest('form');
  if (form?.method === 'post') form.submit();
  else window.location.reload();
});

document.body.addEventListener('htmx:sendError', () => {
  const toasts = document.getElementById('toasts');
  showToast('danger', toasts?.dataset.offline ?? '');
});

/**
 * @param {string} kind
 * @param {string} message
 */
export function showToast(kind, message) {
  const toast = document.createElement('div');
  toast.className = `alert alert-${kind} d-flex align-items-center gap-2 py-2`;
  toast.dataset.toast = '';
  toast.textContent = message;
  document.getElementById('toasts')?.append(toast);
}
