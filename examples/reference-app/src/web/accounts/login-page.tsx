import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { EntranceFrame } from './entrance-frame.js';

export interface LoginModel {
  readonly login?: string | undefined;
  readonly error?: string | undefined;
  readonly errors?: FormErrors | undefined;
  /** Why the visitor is asked to log in. */
  readonly notice?: string | undefined;
  /** A sealed form that waits for the login. */
  readonly carried?: string | undefined;
  /** Path to go on to. */
  readonly next?: string | undefined;
}

export function loginPage(visit: Visit, model: LoginModel): Page {
  const { accounts, layout } = visit.text;
  const { login, error, errors = {}, notice, carried, next } = model;
  const isWrong = error !== undefined || Object.keys(errors).length > 0;
  return {
    title: accounts.loginTitle,
    status: isWrong ? 422 : 200,
    body: (
      <EntranceFrame title={accounts.loginTitle} notice={notice} error={error}>
        <Form
          visit={visit}
          action="/login"
          fields={{ ...(carried && { carried }), ...(next && { next }) }}
        >
          <Field
            name="login"
            label={accounts.login}
            value={login}
            error={errors.login}
            isRequired
            extra={{ autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' }}
          />
          <Field
            name="password"
            label={accounts.password}
            type="password"
            error={errors.password}
            isRequired
            extra={{ autocomplete: 'current-password' }}
          />
          <button class="btn btn-primary w-100" type="submit">
            {accounts.submitLogin}
          </button>
        </Form>
        <p class="mt-4 mb-0 text-center">
          {accounts.noAccount} <a href="/register">{layout.register}</a>
        </p>
      </EntranceFrame>
    ),
  };
}
