// The answer to a question comes into the page while it is written. Without this the form answers with a whole page.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('ask-form'));
if (form) {
  // Now and not with the first question: the network may be gone by then.
  const { createParser } = /** @type {typeof import('eventsource-parser')} */ (
    await import(form.dataset.parser ?? '')
  );
  const running = { abort: new AbortController() };
  form.addEventListener('submit', (event) => {
    // The other button only shows whom one can ask.
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (button?.name === 'choose') return;
    event.preventDefault();
    running.abort.abort();
    running.abort = new AbortController();
    void ask(form, createParser, running.abort);
  });
  byId('stop-button').addEventListener('click', () => running.abort.abort());
  // Whoever leaves by a link waits for nothing; the server hears of it.
  window.addEventListener('pagehide', () => running.abort.abort());
}

/**
 * @param {HTMLFormElement} form
 * @param {typeof import('eventsource-parser').createParser} createParser
 * @param {AbortController} abort
 */
async function ask(form, createParser, abort) {
  const { signal } = abort;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  const answer = beginAnswer(form, signal);
  try {
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(form.action, { method: 'POST', body, headers, signal });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
      // A page that says what is wrong, or asks for the login: the browser shows it, with what was typed.
      answer.release();
      form.submit();
      return;
    }
    const parser = createParser({
      onEvent: ({ event, data }) => answer.hear(event ?? '', JSON.parse(data)),
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(value);
      if (answer.isComplete()) break;
    }
    if (!answer.isComplete()) answer.breakOff();
  } catch {
    // The connection broke, or the visitor stopped it: what came stays.
    if (signal.aborted) answer.stop();
    else answer.breakOff();
  }
}

/**
 * The part of the page in which one answer grows. Once another question is asked, the one before changes nothing more.
 *
 * @param {HTMLFormElement} form
 * @param {AbortSignal} signal
 */
function beginAnswer(form, signal) {
  const [status, failure, text, sources] = [
    byId('answer-status'),
    byId('answer-failure'),
    byId('answer-text'),
    byId('answer-sources'),
  ];
  const stop = /** @type {HTMLButtonElement} */ (byId('stop-button'));
  const number = String(Number(form.dataset.asked ?? 0) + 1);
  form.dataset.asked = number;
  const isCurrent = () => form.dataset.asked === number;
  const plain = document.createElement('p');
  let isComplete = false;

  plain.className = 'answer-plain';
  text.setAttribute('aria-busy', 'true');
  text.replaceChildren(plain);
  failure.replaceChildren();
  sources.replaceChildren();
  say(form.dataset.thinking);
  byId('answer').hidden = true;
  stop.hidden = false;

  /** @param {string | undefined} message */
  function say(message) {
    status.textContent = message ?? '';
  }

  /** @param {string | undefined} message */
  function end(message) {
    if (!isCurrent()) return;
    isComplete = true;
    text.removeAttribute('aria-busy');
    if (document.activeElement === stop) byId('ask-button').focus();
    stop.hidden = true;
    byId('answer').hidden = text.textContent === '' && failure.textContent === '';
    say(message);
  }

  return {
    isComplete: () => isComplete || !isCurrent(),
    /**
     * @param {string} event
     * @param {Record<string, string>} data
     */
    hear(event, data) {
      if (isComplete || !isCurrent() || signal.aborted) return;
      if (event === 'text') {
        if (plain.textContent === '') say(form.dataset.writing);
        byId('answer').hidden = false;
        plain.append(data.text ?? '');
      } else if (event === 'done') {
        // Rendered and sanitised by the application.
        text.innerHTML = data.text ?? '';
        sources.innerHTML = data.sources ?? '';
        end(form.dataset.done);
      } else if (event === 'failed') {
        failure.innerHTML = data.html ?? '';
        end('');
      }
    },
    stop: () => end(form.dataset.stopped),
    breakOff() {
      if (!isCurrent()) return;
      const alert = document.createElement('p');
      alert.className = 'alert alert-danger';
      alert.setAttribute('role', 'alert');
      alert.textContent =
        (plain.textContent === '' ? form.dataset.noAnswer : form.dataset.broken) ?? '';
      failure.replaceChildren(alert);
      end('');
    },
    /** The page goes away: nothing is said any more. */
    release: () => end(''),
  };
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

export {};
