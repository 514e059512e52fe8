import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { EntranceFrame } from './entrance-frame.js';
import { minPasswordLength } from './password.js';

export interface RegisterModel {
  readonly errors?: FormErrors;
  readonly typed?: Readonly<Record<string, string>>;
  /** Why nothing was done, where no field is at fault. */
  readonly error?: string;
  readonly notice?: string;
}

export function registerPage(visit: Visit, model: RegisterModel = {}): Page {
  const { errors = {}, typed = {}, notice } = model;
  const { accounts, layout } = visit.text;
  const isWrong = Object.keys(errors).length > 0;
  const error = model.error ?? (isWrong ? accounts.checkFields : undefined);
  return {
    title: accounts.registerTitle,
    status: isWrong ? 422 : 200,
    body: (
      <EntranceFrame title={accounts.registerTitle} notice={notice} error={error}>
        <Form visit={visit} action="/register">
          <Field
            name="username"
            label={accounts.username}
            value={typed.username}
            hint={accounts.usernameHint}
            error={errors.username}
            isRequired
            extra={{
              ...{ autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' },
              maxlength: '40',
            }}
          />
          <Field
            name="email"
            label={accounts.email}
            type="email"
            value={typed.email}
            error={errors.email}
            isRequired
            extra={{ autocomplete: 'email', maxlength: '254' }}
          />
          <Field
            name="name"
            label={accounts.name}
            value={typed.name}
            error={errors.name}
            extra={{ autocomplete: 'name', maxlength: '100' }}
          />
          <Field
            name="password"
            label={accounts.password}
            type="password"
            hint={accounts.passwordHint}
            error={errors.password}
            isRequired
            extra={{ autocomplete: 'new-password', minlength: String(minPasswordLength) }}
          />
          <button class="btn btn-primary w-100" type="submit">
            {accounts.submitRegister}
          </button>
        </Form>
        <p class="mt-4 mb-0 text-center">
          {accounts.haveAccount} <a href="/login">{layout.logIn}</a>
        </p>
      </EntranceFrame>
    ),
  };
}
