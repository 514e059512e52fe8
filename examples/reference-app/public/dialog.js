// Confirmations: `<a data-dialog href="…/delete">` shows what the page there asks in a dialog, instead of the page.

export function openConfirmations() {
  const dialog = document.getElementById('dialog');
  if (!(dialog instanceof HTMLDialogElement)) return;
  let isLoading = false;

  document.addEventListener('click', async (event) => {
    const link = linkOf(event);
    if (!link || isModified(event) || event.defaultPrevented) return;
    if (dialog.contains(link)) {
      if (!leadsBack(link)) return;
      event.preventDefault();
      return dialog.close();
    }
    if (link.dataset.dialog === undefined) return;
    event.preventDefault();
    if (isLoading) return;
    isLoading = true;
    const isShown = await show(dialog, link.href);
    isLoading = false;
    if (!isShown) window.location.assign(link.href);
  });

  dialog.addEventListener('click', (event) => {
    // Only the backdrop belongs to the dialog itself: its content covers the rest.
    if (event.target === dialog && !isWithin(dialog, event)) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.replaceChildren());
  dialog.addEventListener('htmx:afterRequest', (event) => {
    const { successful, requestConfig } = /** @type {CustomEvent} */ (event).detail;
    if (successful && requestConfig.verb !== 'get') dialog.close();
  });
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} address
 * @returns {Promise<boolean>} Whether there is something to show: not when the session is over, for one.
 */
async function show(dialog, address) {
  const page = await read(address);
  const body = page?.querySelector('[data-dialog-body]');
  if (!page || !body) return false;
  const heading = body.querySelector('h1, h2');
  const title = document.createElement('h2');
  title.id = 'dialog-title';
  title.className = 'h4';
  title.tabIndex = -1;
  title.append(...(heading?.childNodes ?? [page.title]));
  if (heading) heading.replaceWith(title);
  else body.prepend(title);

  dialog.replaceChildren(closeButton(dialog), body);
  const told = page.getElementById('toasts')?.children ?? [];
  document.getElementById('toasts')?.append(...told);
  dialog.showModal();
  // What is asked is read first; no button waits under the key that opened it.
  title.focus();
  const { htmx } = /** @type {{ htmx?: { process(element: Element): void } }} */ (
    /** @type {unknown} */ (window)
  );
  htmx?.process(dialog);
  return true;
}

/** @param {string} address @returns {Promise<Document | undefined>} */
async function read(address) {
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } });
    if (!response.ok) return undefined;
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  } catch {
    return undefined;
  }
}

/** @param {HTMLDialogElement} dialog */
function closeButton(dialog) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.dataset.dialogCloseButton = '';
  button.setAttribute('aria-label', dialog.dataset.close ?? '');
  button.addEventListener('click', () => dialog.close());
  return button;
}

/** @param {MouseEvent} event @returns {HTMLAnchorElement | null} */
function linkOf({ target }) {
  return target instanceof Element ? target.closest('a[href]') : null;
}

/** Whether a link within the dialog only leads to where the visitor is. @param {HTMLAnchorElement} link */
function leadsBack(link) {
  const isHere =
    link.origin === window.location.origin && link.pathname === window.location.pathname;
  return link.dataset.dialogClose !== undefined || isHere;
}

/** @param {MouseEvent} event */
function isModified({ button, metaKey, ctrlKey, shiftKey, altKey }) {
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}

/** @param {HTMLElement} element @param {MouseEvent} event */
function isWithin(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
