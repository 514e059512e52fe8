import type { Child } from 'hono/jsx';
import type { Visit } from '../../http/visit.js';
import { describedBy, FieldNotes } from '../../ui/form.js';

/** A field for one person's username, with suggestions where scripts run. Sends `add_person`. */
export function PersonField(props: {
  readonly visit: Visit;
  readonly label: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  /** Whether typing goes on in it. */
  readonly isFocused?: boolean;
  /** The button beside it. */
  readonly children: Child;
}) {
  const { visit, label, value, error, isFocused = false, children } = props;
  const { usernameHint: hint } = visit.text.questions;
  return (
    <div class="person-field">
      <label class="form-label" for="field-add_person">
        {label}
      </label>
      <div class="input-group">
        <input
          class={`form-control ${error ? 'is-invalid' : ''}`}
          id="field-add_person"
          name="add_person"
          type="text"
          value={value}
          list="suggestions-person"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          autofocus={isFocused}
          hx-get="/people/suggestions"
          hx-trigger="input changed delay:250ms"
          hx-target="#suggestions-person"
          hx-swap="innerHTML"
          hx-select="option"
          hx-sync="this:replace"
          hx-push-url="false"
          {...describedBy('add_person', hint, error)}
        />
        {children}
      </div>
      <FieldNotes name="add_person" hint={hint} error={error} />
      <datalist id="suggestions-person"></datalist>
    </div>
  );
}
