import { Field } from '../../ui/form.js';
import type { EditorModel } from './editor-model.js';

/** Tags named in the hint, for those who have no suggestions while they type. */
const maxNamed = 8;
const maxSuggested = 200;

/** Tags and category, with those that are in use already. */
export function LabelFields({ visit, form, errors, choices }: EditorModel) {
  const { editor } = visit.text.memories;
  const tags = choices?.tags ?? [];
  const named = tags.slice(0, maxNamed);
  const hint = [editor.tagsHint, ...(named.length > 0 ? [editor.tagsKnown(named)] : [])].join(' ');
  return (
    <div class="row">
      <div
        class="col-sm-7 editor-tags"
        data-chips
        data-list="known-tags"
        data-add={editor.tagsAdd}
        data-hint={editor.tagsChipsHint}
        data-remove={editor.tagRemove}
        data-added={editor.tagAdded}
        data-removed={editor.tagRemoved}
      >
        <Field
          name="tags"
          label={editor.tags}
          value={form.tags}
          hint={hint}
          error={errors.tags}
          extra={{ autocomplete: 'off', autocapitalize: 'none' }}
        />
        <datalist id="known-tags">
          {tags.slice(0, maxSuggested).map((tag) => (
            <option value={tag} />
          ))}
        </datalist>
      </div>
      <div class="col-sm-5">
        <Field
          name="category"
          label={editor.category}
          value={form.category}
          hint={editor.categoryHint}
          error={errors.category}
          extra={{ autocomplete: 'off', list: 'known-categories' }}
        />
        <datalist id="known-categories">
          {choices?.categories.slice(0, maxSuggested).map((category) => (
            <option value={category} />
          ))}
        </datalist>
      </div>
    </div>
  );
}
