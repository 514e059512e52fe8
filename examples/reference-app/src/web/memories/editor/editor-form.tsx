import type { Child } from 'hono/jsx';
import { Form } from '../../ui/form.js';
import { Markdown } from '../../ui/markdown.js';
import type { EditorModel } from './editor-model.js';
import { ExpiryField } from './expiry-field.js';
import { inPlaceHeader } from './in-place.js';
import { LabelFields } from './label-fields.js';
import { PermissionField } from './permission-field.js';
import { TextField } from './text-field.js';

/**
 * The editor of one memory: usable as it is in a page, and where htmx puts it in the place of a card. Sent by htmx, it is
 * replaced by itself with its errors, or by the card of the memory in the page that comes after saving.
 */
export function EditorForm(model: EditorModel & { readonly above?: Child }) {
  const { visit, memoryId, form, notice, above, savedId } = model;
  const { editor } = visit.text.memories;
  const action = memoryId === undefined ? '/memories' : `/memories/${memoryId}`;
  return (
    <section id="editor" class="editor" aria-label={memoryId ? editor.editTitle : editor.newTitle}>
      {notice && (
        <p class={`alert alert-${notice.kind}`} role="alert" tabindex={-1}>
          {notice.message}
        </p>
      )}
      {above}
      <div class="row">
        <Form
          visit={visit}
          action={action}
          class="col-lg-7 editor-form"
          fields={hiddenFields(model)}
          extra={{
            'data-draft': `${visit.user.id} ${memoryId ?? 'new'}`,
            // Shown again: what is in it is not saved.
            ...((notice || model.isPreviewed) && { 'data-unsaved': '' }),
            ...(savedId === undefined && htmxOf(action, model)),
          }}
        >
          <Draft {...model} />
          <TextField {...model} />
          <LabelFields {...model} />
          <ExpiryField {...model} />
          <PermissionField {...model} />
          <div class="d-flex flex-wrap gap-2 mb-3">
            {/* First: pressing Enter in a field presses the first button. */}
            <button class="btn btn-primary" type="submit" data-save>
              {savedId === undefined ? editor.save : editor.saveAnother}
            </button>
            {savedId !== undefined && (
              <button
                class="btn btn-outline-primary"
                type="submit"
                formaction={`/memories/${savedId}`}
              >
                {editor.changeSaved}
              </button>
            )}
            <button
              class="btn btn-outline-secondary"
              type="submit"
              formaction="/memories/preview"
              formnovalidate
              hx-post="/memories/preview"
              hx-target="#preview"
              hx-select="#preview"
              hx-swap="outerHTML show:top"
            >
              {editor.preview}
            </button>
            <CancelLink {...model} />
          </div>
        </Form>
        <div class="col-lg-5">
          <Preview visit={visit} text={form.text} isShown={model.isPreviewed ?? false} />
        </div>
      </div>
    </section>
  );
}

/** How the text will look. Hidden until it is asked for: without scripts it does not follow what is typed. */
export function Preview(props: {
  readonly visit: EditorModel['visit'];
  readonly text: string;
  readonly isShown: boolean;
}) {
  const { visit, text, isShown } = props;
  const { editor } = visit.text.memories;
  return (
    <section
      id="preview"
      class="editor-preview"
      aria-labelledby="preview-title"
      hidden={!isShown}
      // A long one scrolls within itself, by keys too.
      tabindex={0}
    >
      <h2 class="h6 text-body-secondary" id="preview-title">
        {editor.preview}
      </h2>
      <div class="card card-body">
        {text.trim() === '' ? (
          <p class="text-body-secondary mb-0">{editor.previewEmpty}</p>
        ) : (
          <Markdown text={text} topLevel={3} />
        )}
      </div>
    </section>
  );
}

/** Offered by the script when the tab still holds something that was typed and not sent. */
function Draft({ visit }: EditorModel) {
  const { editor } = visit.text.memories;
  return (
    <div class="alert alert-info" data-draft-offer={editor.draft} role="status" hidden>
      <p class="mb-2" />
      <button type="button" class="btn btn-sm btn-primary me-2" data-draft-restore>
        {editor.draftRestore}
      </button>
      <button type="button" class="btn btn-sm btn-outline-secondary" data-draft-discard>
        {editor.draftDiscard}
      </button>
    </div>
  );
}

function hiddenFields({ form }: EditorModel): Readonly<Record<string, string>> {
  const { memoryId, submissionId, baseVersion, next } = form;
  return {
    ...(memoryId !== undefined && { memory_id: memoryId }),
    ...(submissionId !== '' && { submission_id: submissionId }),
    ...(baseVersion !== '' && { base_version: baseVersion }),
    ...(next !== undefined && { next }),
  };
}

function htmxOf(
  action: string,
  { memoryId, isInPlace = false }: EditorModel,
): Readonly<Record<string, string>> {
  const card = memoryId === undefined ? '' : `, #memory-${memoryId}`;
  return {
    'hx-post': action,
    'hx-target': '#editor',
    'hx-select': `#editor${card}`,
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:drop',
    'hx-disabled-elt': 'find [data-save]',
    // Fields of the form send requests of their own.
    'hx-disinherit': '*',
    'hx-select-oob': '#toasts:beforeend',
    ...(isInPlace && { 'hx-headers': JSON.stringify({ [inPlaceHeader]: '1' }) }),
  };
}

function CancelLink({ visit, form, memoryId }: EditorModel) {
  const path = form.next ?? (memoryId === undefined ? '/memories' : `/memories/${memoryId}`);
  return (
    <a class="btn btn-link" href={path} data-cancel>
      {visit.text.layout.cancel}
    </a>
  );
}
