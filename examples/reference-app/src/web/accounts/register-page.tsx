import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import { Field, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';

export function registerPage(
  visit: Visit,
  errors: FormErrors = {},
  typed: Readonly<Record<string, string>> = {},
): Page {
  const { accounts, layout } = visit.text;
  return {
    title: accounts.registerTitle,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <div class="narrow mx-auto">
        <h1 class="h3 mb-3">{accounts.registerTitle}</h1>
        <Form visit={visit} action="/register">
          <Field
            name="username"
            label={accounts.username}
            value={typed.username}
            hint={accounts.usernameHint}
            error={errors.username}
            isRequired
            extra={{ autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' }}
          />
          <Field
            name="email"
            label={accounts.email}
            type="email"
            value={typed.email}
            error={errors.email}
            isRequired
            extra={{ autocomplete: 'email' }}
          />
          <Field
            name="name"
            label={accounts.name}
            value={typed.name}
            error={errors.name}
            extra={{ autocomplete: 'name' }}
          />
          <Field
            name="password"
            label={accounts.password}
            type="password"
            hint={accounts.passwordHint}
            error={errors.password}
            isRequired
            extra={{ autocomplete: 'new-password', minlength: '10' }}
          />
          <button class="btn btn-primary w-100" type="submit">
            {accounts.submitRegister}
          </button>
        </Form>
        <p class="mt-3">
          {accounts.haveAccount} <a href="/login">{layout.logIn}</a>
        </p>
      </div>
    ),
  };
}
