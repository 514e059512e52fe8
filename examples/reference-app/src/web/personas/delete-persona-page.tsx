import type { ConnectedVisit } from '../http/visit.js';
import type { Persona } from '../memory-service/tools.js';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';

/** Asks before a persona is deleted, and says what goes with it. `public/app.js` may show it as a dialog. */
export function deletePersonaPage(
  visit: ConnectedVisit,
  persona: Persona,
  refusal?: { readonly problem: string; readonly status: number },
): Page {
  const { personas: text, layout } = visit.text;
  const title = text.deleteTitle(persona.name);
  return {
    title,
    ...(refusal && { status: refusal.status }),
    body: (
      <div class="message-page mx-auto" data-dialog-body="">
        <h1 class="h3 mb-3 text-break">{title}</h1>
        {refusal && (
          <p class="alert alert-warning" role="alert">
            {refusal.problem}
          </p>
        )}
        <ul>
          <li>{text.deleteLoses}</li>
          {persona.permission !== 'private' && <li>{text.deleteOthers}</li>}
          <li>{text.deleteKeeps}</li>
        </ul>
        <Form
          visit={visit}
          action={`/personas/${persona.id}/delete`}
          fields={{ updated_at: persona.updated_at ?? '' }}
        >
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {text.deleteConfirm}
            </button>
            <a class="btn btn-outline-secondary" href="/personas">
              {layout.cancel}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}
