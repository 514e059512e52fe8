import type { ConnectedVisit } from '../http/visit.js';
import { beginningOf } from '../memories/beginning.js';
import type { Memory } from '../memory-service/tools.js';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { isChanged } from './samples.js';

/** Names the sample memories, and asks which of them are to go. */
export function removalPage(visit: ConnectedVisit, samples: readonly Memory[]): Page {
  const { removal } = visit.text.welcome;
  return {
    title: removal.title,
    body: (
      <div class="message-page mx-auto" data-dialog-body="">
        <h1 class="h3 mb-3">{removal.title}</h1>
        <p>{removal.lead}</p>
        <Form visit={visit} action="/guide/samples/remove">
          <ul class="list-unstyled">
            {samples.map((memory) => (
              <SampleChoice visit={visit} memory={memory} />
            ))}
          </ul>
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {removal.submit}
            </button>
            <a class="btn btn-outline-secondary" href="/" data-dialog-close="">
              {removal.cancel}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

function SampleChoice(props: { readonly visit: ConnectedVisit; readonly memory: Memory }) {
  const { visit, memory } = props;
  const { welcome } = visit.text;
  const { id, text } = memory;
  const isTheirs = isChanged(memory, welcome);
  return (
    <li class="form-check mb-2">
      <input
        class="form-check-input"
        type="checkbox"
        name="memories"
        id={`sample-${id}`}
        value={id}
        checked={!isTheirs}
        aria-describedby={isTheirs ? `changed-${id}` : undefined}
      />
      <label class="form-check-label text-break" for={`sample-${id}`}>
        {beginningOf(text, 80)}
      </label>
      {isTheirs && (
        <div class="form-text" id={`changed-${id}`}>
          {welcome.removal.changed}
        </div>
      )}
    </li>
  );
}
