import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import { describedBy, Field, FieldNotes } from '../ui/form.js';
import { groupLimits } from './group-forms.js';

/** What is typed about a group itself. */
export interface GroupFieldsModel {
  readonly name: string;
  readonly description: string;
  readonly errors?: FormErrors | undefined;
}

/** Name and description. */
export function GroupFields(props: GroupFieldsModel & { readonly visit: Visit }) {
  const { visit, name, description, errors = {} } = props;
  const { groups } = visit.text;
  return (
    <>
      <Field
        name="name"
        label={groups.name}
        value={name}
        hint={groups.nameHint}
        error={errors.name}
        isRequired
        extra={{ maxlength: String(groupLimits.name), autocomplete: 'off' }}
      />
      <div class="mb-3">
        <label class="form-label" for="field-description">
          {groups.description}
        </label>
        <textarea
          class={`form-control ${errors.description ? 'is-invalid' : ''}`}
          id="field-description"
          name="description"
          rows={3}
          maxlength={groupLimits.description}
          {...describedBy('description', groups.descriptionHint, errors.description)}
        >
          {`\n${description}`}
        </textarea>
        <FieldNotes name="description" hint={groups.descriptionHint} error={errors.description} />
      </div>
    </>
  );
}
