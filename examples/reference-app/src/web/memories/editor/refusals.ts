import { reasonOf, statusOf } from '../../http/failure-pages.js';
import type { FormErrors } from '../../http/forms.js';
import type { ConnectedVisit } from '../../http/visit.js';
import { isPassing, ServiceError } from '../../memory-service/service-error.js';
import type { Page } from '../../ui/page.js';
import type { Notice } from './editor-model.js';
import { bareEditor, editorPage, loadEditor } from './editor-page.js';
import type { MemoryForm } from './memory-form.js';

interface Refused {
  readonly visit: ConnectedVisit;
  readonly memoryId: string | undefined;
  readonly form: MemoryForm;
}

/**
 * The editor with everything that was typed, and why it could not be saved.
 *
 * @throws the error itself where more than this page has to answer: for requests of htmx, whose page stays as it is, and
 * when the connection has ended.
 */
export async function refusedPage(error: unknown, refused: Refused): Promise<Page> {
  if (!(error instanceof ServiceError)) throw error;
  const { visit, memoryId, form } = refused;
  const { editor } = visit.text.memories;
  const errors = error.code === 'invalid_input' ? faultOf(error, refused) : {};
  const isTold = Object.keys(errors).length > 0;
  if (error.code === 'disconnected' || (visit.isPartial && !isTold)) throw error;
  const reason = error.code === 'slow' ? editor.slow : reasonOf(visit, error);
  const notice: Notice = {
    kind: 'danger',
    message: isTold ? editor.faults : `${reason} ${editor.sendAgain}`,
  };
  const shown = { visit, memoryId, form, errors, notice };
  const model = isPassing(error) ? bareEditor(shown) : await loadEditor(shown);
  return editorPage(model, { status: statusOf(error) });
}

/** The field of the form to which a refusal belongs. */
function faultOf({ said, details }: ServiceError, { visit, form }: Refused): FormErrors {
  const field = typeof details.field === 'string' ? details.field : '';
  const { editor } = visit.text.memories;
  if (/group/.test(field)) return { groups: editor.strangeGroup };
  const [name = ''] = field.split(/[.[]/);
  const known: Readonly<Record<string, string>> = {
    text: 'text',
    tags: 'tags',
    category: 'category',
    expiration_date: form.expiry === 'phrase' ? 'expires_phrase' : 'expires_time',
    shared_with: 'people',
  };
  const own = known[name];
  return own === undefined || said === undefined ? {} : { [own]: said };
}
