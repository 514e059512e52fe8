import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';

export interface LoginModel {
  readonly login?: string | undefined;
  readonly error?: string | undefined;
  /** Why the visitor is asked to log in. */
  readonly notice?: string | undefined;
  /** A sealed form that waits for the login. */
  readonly carried?: string | undefined;
  /** Path to go on to. */
  readonly next?: string | undefined;
}

export function loginPage(visit: Visit, model: LoginModel): Page {
  const { accounts } = visit.text;
  const { login, error, notice, carried, next } = model;
  return {
    title: accounts.loginTitle,
    status: error ? 422 : 200,
    body: (
      <div class="narrow mx-auto">
        <h1 class="h3 mb-3">{accounts.loginTitle}</h1>
        {notice && <p class="alert alert-info">{notice}</p>}
        {error && (
          <p class="alert alert-danger" role="alert">
            {error}
          </p>
        )}
        <Form
          visit={visit}
          action="/login"
          fields={{ ...(carried && { carried }), ...(next && { next }) }}
        >
          <Field
            name="login"
            label={accounts.login}
            value={login}
            isRequired
            extra={{ autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' }}
          />
          <Field
            name="password"
            label={accounts.password}
            type="password"
            isRequired
            extra={{ autocomplete: 'current-password' }}
          />
          <button class="btn btn-primary w-100" type="submit">
            {accounts.submitLogin}
          </button>
        </Form>
        <p class="mt-3">
          {accounts.noAccount} <a href="/register">{visit.text.layout.register}</a>
        </p>
      </div>
    ),
  };
}
