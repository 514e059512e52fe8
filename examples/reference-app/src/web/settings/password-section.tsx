import { minPasswordLength } from '../accounts/password.js';
import type { User } from '../accounts/user.js';
import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import { SaveButton, Section } from './section.js';
import type { SectionState } from './settings-form.js';

export function PasswordSection(props: {
  readonly visit: Visit & { readonly user: User };
  readonly state: SectionState;
}) {
  const { visit, state } = props;
  const { accounts, settings } = visit.text;
  const { password } = settings;
  return (
    <Section id="password" title={password.title} lead={password.hint} error={state.error}>
      <Form visit={visit} action="/settings/password">
        {/* So that password managers know whose it is. */}
        <input
          type="text"
          name="username"
          autocomplete="username"
          value={visit.user.username}
          readonly
          hidden
        />
        <Field
          name="current_password"
          label={password.current}
          type="password"
          error={state.errors.current_password}
          isRequired
          extra={{ autocomplete: 'current-password' }}
        />
        <Field
          name="new_password"
          label={password.next}
          type="password"
          hint={accounts.passwordHint}
          error={state.errors.new_password}
          isRequired
          extra={{ autocomplete: 'new-password', minlength: String(minPasswordLength) }}
        />
        <SaveButton label={password.submit} />
      </Form>
      <Form visit={visit} action="/settings/sessions/end" class="mt-3">
        <button class="btn btn-outline-secondary" type="submit">
          {password.endSessions}
        </button>
      </Form>
    </Section>
  );
}
