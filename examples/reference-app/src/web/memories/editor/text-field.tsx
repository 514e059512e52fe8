import { describedBy, FieldNotes } from '../../ui/form.js';
import type { EditorModel } from './editor-model.js';
import { Toolbar } from './toolbar.js';
import { limits } from './understand-form.js';

const field = 'field-text';

/** The text, with a toolbar and a preview that follows where scripts run, and how long it is. */
export function TextField({ visit, form, errors }: EditorModel) {
  const { editor } = visit.text.memories;
  return (
    <div class="mb-3">
      <div class="d-flex flex-wrap align-items-end justify-content-between">
        <label class="form-label" for={field}>
          {editor.text}
        </label>
        <Toolbar visit={visit} field={field} />
      </div>
      {/* No `maxlength`: browsers cut off silently what is pasted beyond it. */}
      <textarea
        class={`form-control editor-text ${errors.text ? 'is-invalid' : ''}`}
        id={field}
        name="text"
        rows={8}
        required
        data-limit={limits.text}
        hx-post="/memories/preview"
        hx-trigger="input changed delay:500ms"
        hx-target="#preview"
        hx-select="#preview"
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-params="_csrf,text"
        {...describedBy('text', editor.textHint, errors.text)}
      >
        {/* Browsers drop the first line break of a field. */}
        {`\n${form.text}`}
      </textarea>
      <div class="d-flex flex-wrap justify-content-between column-gap-3">
        <div>
          <FieldNotes name="text" hint={editor.textHint} error={errors.text} />
        </div>
        <p
          class="form-text mb-0 ms-auto"
          id="counter"
          data-counter={editor.counter}
          data-too-many={editor.tooManyCharacters}
        >
          {editor.counted(form.text.length, limits.text)}
        </p>
      </div>
    </div>
  );
}
