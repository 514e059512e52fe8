import type { User } from '../accounts/user.js';
import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import { Time } from '../ui/time.js';
import { SaveButton, Section } from './section.js';
import type { SectionState } from './settings-form.js';

export function AccountSection(props: {
  readonly visit: Visit & { readonly user: User };
  readonly state: SectionState;
}) {
  const { visit, state } = props;
  const { user, text } = visit;
  const { account, save } = text.settings;
  const { typed, errors } = state;
  return (
    <Section id="account" title={account.title} error={state.error}>
      <dl class="settings-facts">
        <dt>{account.username}</dt>
        <dd>
          {user.username}
          <div class="form-text">{account.usernameHint}</div>
        </dd>
        <dt>{account.since}</dt>
        <dd>
          <Time visit={visit} at={user.createdAt} style="date" />
        </dd>
      </dl>
      <Form visit={visit} action="/settings/account">
        <Field
          name="name"
          label={account.name}
          value={typed ? typed.name : user.name}
          error={errors.name}
          extra={{ autocomplete: 'name', maxlength: '100' }}
        />
        <Field
          name="email"
          label={text.accounts.email}
          type="email"
          value={typed ? typed.email : user.email}
          error={errors.email}
          isRequired
          extra={{ autocomplete: 'email', maxlength: '254' }}
        />
        <SaveButton label={save} />
      </Form>
    </Section>
  );
}
