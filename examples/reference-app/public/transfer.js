// Imports with progress: how much of the file was sent, then what the server tells while it reads. Without this the
// forms are sent as they are, and the answer is a page with the report.

const shown = document.getElementById('import-progress');
const bar = shown?.querySelector('progress');
const said = document.getElementById('import-progress-text');
const stopButton = shown?.querySelector('button');

for (const form of document.querySelectorAll('form[data-import]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start(/** @type {HTMLFormElement} */ (form));
  });
}

let isRunning = false;
// The session ended while this page was open: its form token is another one after the login.
let isStale = false;

/** @param {HTMLFormElement} form */
async function start(form) {
  if (isRunning || !shown) return;
  const file = /** @type {HTMLInputElement | null} */ (form.querySelector('[type=file]'));
  if ((file?.files?.[0]?.size ?? 0) > Number(shown.dataset.mostBytes)) {
    return tellProblem(shown.dataset.tooLarge);
  }
  isRunning = true;
  setButtons(true);
  try {
    if (isStale && !(await renewToken(shown))) return tellProblem(shown.dataset.otherUser);
    await send(form, shown);
  } catch {
    tellProblem(shown.dataset.lost);
  } finally {
    isRunning = false;
    setButtons(false);
    shown.hidden = true;
    showProgress(undefined, '');
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} words
 */
async function send(form, words) {
  /** @type {typeof import('eventsource-parser')} */
  const { createParser } = await import(words.dataset.parser ?? '');
  showProgress(undefined, words.dataset.sending);
  words.hidden = false;
  const fields = new FormData(form);
  const isFile = form.enctype === 'multipart/form-data';
  const body = isFile
    ? fields
    : new URLSearchParams(/** @type {[string, string][]} */ ([...fields.entries()]));

  const request = new XMLHttpRequest();
  let isTold = false;
  let read = 0;
  const parser = createParser({
    onEvent({ event, data }) {
      const { message, html } = JSON.parse(data);
      if (event === 'progress') showProgress(undefined, message);
      if (event === 'outcome') isTold = showOutcome(html);
    },
  });
  const isEvents = () =>
    (request.getResponseHeader('content-type') ?? '').startsWith('text/event-stream');
  request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
    if (lengthComputable && isFile) showProgress((loaded / total) * 100, words.dataset.sending);
  };
  request.upload.onload = () => showProgress(undefined, words.dataset.reading);
  request.onprogress = () => {
    if (!isEvents()) return;
    parser.feed(request.responseText.slice(read));
    read = request.responseText.length;
  };
  const end = await new Promise((resolve) => {
    request.onloadend = () => resolve(request.status === 0 ? 'lost' : 'answered');
    request.onabort = () => resolve('stopped');
    if (stopButton) stopButton.onclick = () => request.abort();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/event-stream, text/html;q=0.9');
    request.send(body);
  });

  if (isTold) {
    // What was not imported stays, to be mended or sent again.
    if (document.querySelector('#import-outcome[data-done]')) form.reset();
    return;
  }
  if (end !== 'answered') return tellProblem(words.dataset[end]);
  if (isEvents()) return tellProblem(words.dataset.lost);
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const outcome = page.querySelector('section#import-outcome');
  if (outcome) {
    isStale = request.status === 403;
    showOutcome(outcome.outerHTML);
  } else if (request.status === 401 || request.status === 403) {
    isStale = true;
    tellProblem(words.dataset.sessionEnded, { href: '/login', words: words.dataset.logIn });
  } else if (request.status < 400) {
    window.location.assign(request.responseURL);
  } else {
    const alert = page.querySelector('main [role=alert]')?.textContent;
    tellProblem(alert ?? words.dataset.lost);
  }
}

/**
 * Takes the form token of a new page of the same kind.
 *
 * @param {HTMLElement} words
 * @returns {Promise<boolean>} Not when that page is somebody else's: what was chosen here is not for them.
 */
async function renewToken(words) {
  const answer = await fetch('/transfer');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const present = page.getElementById('import-progress')?.dataset.user;
  if (present !== undefined && present !== words.dataset.user) return false;
  const token = page.querySelector('form[data-import] [name=_csrf]')?.getAttribute('value');
  // Without one the answer will say what is missing.
  if (!token) return true;
  for (const field of document.querySelectorAll('[name=_csrf]')) field.setAttribute('value', token);
  isStale = false;
  return true;
}

/**
 * @param {number | undefined} percent Absent: it is not known how much is left.
 * @param {string | undefined} words
 */
function showProgress(percent, words) {
  if (percent === undefined) bar?.removeAttribute('value');
  else if (bar) bar.value = percent;
  if (said && said.textContent !== words) said.textContent = words ?? '';
}

/** @param {string} html As the server rendered it. */
function showOutcome(html) {
  const place = document.getElementById('import-outcome');
  if (!place) return false;
  place.outerHTML = html;
  document.getElementById('import-outcome')?.focus();
  return true;
}

/**
 * @param {string | undefined} message
 * @param {{ href: string, words: string | undefined }} [link] Opens beside this page, which keeps the file.
 */
function tellProblem(message, link) {
  const section = document.createElement('section');
  section.id = 'import-outcome';
  section.tabIndex = -1;
  section.className = 'alert alert-danger';
  section.setAttribute('role', 'alert');
  section.append(message ?? '');
  if (link) {
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: link.href, target: '_blank', className: 'alert-link ms-1' });
    anchor.textContent = link.words ?? '';
    section.append(anchor);
  }
  document.getElementById('import-outcome')?.replaceWith(section);
  section.focus();
}

/** @param {boolean} isDisabled */
function setButtons(isDisabled) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('form[data-import] [type=submit]');
  for (const button of buttons) button.disabled = isDisabled;
}
