// What was typed and not sent. The tab alone keeps it (its session storage, which goes with the tab but survives its
// crash), for the user who typed it, until it is saved, thrown away, or the user logs out.

const prefix = 'picard-draft ';
const longestMs = 24 * 3600 * 1000;
const waitMs = 300;
/** Travel with what was typed: the version that was edited, so that a change in between is noticed, and the submission. */
const carried = ['base_version', 'submission_id'];

/** Whoever logs out wants nothing kept, not even of the page that is just being left. */
let isLoggingOut = false;

/** @typedef {{ at: number, fields: [name: string, value: string][] }} Draft */

/** Keeps what is typed into a form, offers what was kept before, and warns whoever leaves. */
/** @param {HTMLFormElement} form */
export function keepDraft(form) {
  const key = prefix + (form.dataset.draft ?? '');
  let saved = form.dataset.unsaved === undefined ? written(form) : undefined;
  let isSending = false;
  /** @type {number | undefined} */
  let timer;
  const isChanged = () => form.isConnected && !isSending && written(form) !== saved;
  const store = () => {
    window.clearTimeout(timer);
    if (isLoggingOut) return;
    if (isChanged()) write(key, form);
    else if (!isSending) forget(key);
  };

  forgetOthers(form.dataset.draft?.split(' ')[0] ?? '');
  if (saved === undefined) write(key, form);
  else offer(form, key);

  for (const name of ['input', 'change']) {
    form.addEventListener(name, () => {
      isSending = false;
      isLoggingOut = false;
      window.clearTimeout(timer);
      timer = window.setTimeout(store, waitMs);
    });
  }
  window.addEventListener('pagehide', store);
  window.addEventListener('beforeunload', (event) => {
    if (isChanged()) event.preventDefault();
  });
  // Before every other listener: some send the form themselves and let nobody else know.
  const onSubmit = { capture: true };
  window.addEventListener('submit', ({ target }) => (isSending ||= target === form), onSubmit);
  form.addEventListener('htmx:beforeOnLoad', (event) => {
    const { elt, xhr } = /** @type {CustomEvent} */ (event).detail;
    if (elt !== form || xhr.status >= 400) return;
    // Told before the form is replaced, or the page left.
    window.clearTimeout(timer);
    saved = written(form);
    forget(key);
  });
  form.addEventListener('htmx:afterRequest', (event) => {
    if (/** @type {CustomEvent} */ (event).detail.elt !== form) return;
    isSending = false;
    store();
  });
  form.addEventListener('click', ({ target }) => {
    const isCancel = target instanceof Element && target.closest('[data-cancel]');
    // In a list the editor makes room for the card: whoever cancels means it.
    if (isCancel && form.closest('[data-list]')) forget(key);
  });
}

/** Called by every page: whoever logs out leaves nothing behind. */
export function forgetDraftsAtLogout() {
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('action') === '/logout') {
      isLoggingOut = true;
      forgetOthers(undefined);
    }
  });
}

/** @param {HTMLFormElement} form @param {string} key */
function offer(form, key) {
  const draft = read(key);
  const place = form.querySelector('[data-draft-offer]');
  if (!draft || !(place instanceof HTMLElement) || isSame(form, draft)) return;
  const words = place.querySelector('p');
  const time = new Date(draft.at).toLocaleTimeString(navigator.language, { timeStyle: 'short' });
  if (words) words.textContent = (place.dataset.draftOffer ?? '').replace('{time}', time);
  place.hidden = false;
  place.querySelector('[data-draft-restore]')?.addEventListener('click', () => {
    place.hidden = true;
    restore(form, draft);
    const text = form.elements.namedItem('text');
    if (text instanceof HTMLElement) text.focus();
  });
  place.querySelector('[data-draft-discard]')?.addEventListener('click', () => {
    place.hidden = true;
    forget(key);
    const text = form.elements.namedItem('text');
    if (text instanceof HTMLElement) text.focus();
  });
  // Who types on without a word has decided.
  form.addEventListener('input', () => {
    place.hidden = true;
  });
}

/** @param {HTMLFormElement} form @param {Draft} draft */
function restore(form, { fields }) {
  for (const element of form.elements) {
    if (!isField(element) || !isKept(element)) continue;
    const values = fields.filter(([name]) => name === element.name).map(([, value]) => value);
    if (element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type)) {
      element.checked = values.includes(element.value);
    } else if (values[0] !== undefined) {
      element.value = values[0];
    }
  }
  for (const name of ['tags', 'text', 'expires_phrase']) {
    const element = form.elements.namedItem(name);
    if (!(element instanceof HTMLElement)) continue;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  // The words for the expiry choose their way while they are put in: the draft knows better.
  const [, expiry] = fields.find(([name]) => name === 'expiry') ?? [];
  const radio = form.querySelector(`#expiry-${expiry}`);
  if (radio instanceof HTMLInputElement) radio.checked = true;
}

/** What somebody can change, as one text. @param {HTMLFormElement} form */
function written(form) {
  return JSON.stringify(fieldsOf(form).filter(([name]) => !carried.includes(name)));
}

/** @param {HTMLFormElement} form @param {Draft} draft */
function isSame(form, { fields }) {
  return JSON.stringify(fields.filter(([name]) => !carried.includes(name))) === written(form);
}

/** @param {HTMLFormElement} form @returns {[string, string][]} */
function fieldsOf(form) {
  return [...form.elements].flatMap((element) => {
    if (!isField(element) || !isKept(element)) return [];
    const isBox =
      element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type);
    return isBox && !element.checked ? [] : [[element.name, element.value]];
  });
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
function isField(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Not the token, nor what the page only shows. @param {HTMLInputElement | HTMLTextAreaElement} field */
function isKept({ name, type }) {
  const isOwn = carried.includes(name) || name === 'tags';
  return name !== '' && (type !== 'hidden' || isOwn);
}

/** @param {string} key @param {HTMLFormElement} form */
function write(key, form) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fieldsOf(form) }));
  } catch {
    // Storage is full or switched off: the page still warns whoever leaves it.
  }
}

/** @param {string} key @returns {Draft | undefined} */
function read(key) {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return Array.isArray(draft?.fields) && Date.now() - draft.at < longestMs ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} key */
function forget(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Switched off: then nothing was kept either.
  }
}

/** Removes drafts of everybody but this user. @param {string | undefined} user */
function forgetOthers(user) {
  try {
    for (const key of Object.keys(sessionStorage)) {
      const isOwn = user !== undefined && key.startsWith(`${prefix}${user} `);
      if (key.startsWith(prefix) && !(isOwn && read(key))) sessionStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}
