import type { Visit } from '../http/visit.js';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';

/** Asks before a connection is ended, and says what that means. `public/app.js` may show it as a dialog. */
export function disconnectPage(visit: Visit): Page {
  const { connection: text } = visit.text;
  return {
    title: text.endTitle,
    body: (
      <div class="message-page mx-auto" data-dialog-body>
        <h1 class="h3 mb-3" id="dialog-title">
          {text.endTitle}
        </h1>
        <ul>
          {text.endMeans.map((each) => (
            <li>{each}</li>
          ))}
        </ul>
        <Form visit={visit} action="/connection/end">
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {text.end}
            </button>
            <a class="btn btn-outline-secondary" href="/connection" data-dialog-close>
              {text.keep}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}
