import { raw } from 'hono/html';
import { english } from './english.js';
import { type Markup, markup, shownName } from './markup.js';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password';
  readonly autocomplete: 'username' | 'email' | 'current-password' | 'new-password';
  readonly value?: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly hasFocus?: boolean;
  /** Named by what else describes it, such as the message of the whole form. */
  readonly describedBy?: string | undefined;
}

/** A labelled input whose hint and error a screen reader reads with it. */
export function field(input: Field): Markup {
  const { name, label, type, autocomplete, hint, error } = input;
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const described = [input.describedBy, error && errorId, hint && hintId].filter(Boolean).join(' ');
  const attributes = [
    described && markup` aria-describedby="${described}"`,
    error !== undefined && markup` aria-invalid="true"`,
    input.hasFocus && raw(' autofocus'),
    type !== 'password' && raw(' autocapitalize="none" spellcheck="false"'),
    type !== 'password' && input.value && markup` value="${input.value}"`,
  ].filter((attribute) => typeof attribute === 'object');
  return markup`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required${attributes}>
${error !== undefined && markup`<p class="wrong" id="${errorId}">${error}</p>`}
${hint !== undefined && markup`<p class="hint" id="${hintId}">${hint}</p>`}
</div>`;
}

export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A form with its hidden fields. What a server can say better than a browser is left to the server. */
export function form({ action, fields }: Form, content: Markup): Markup {
  const hidden = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form method="post" action="${action}" novalidate>
${hidden}
${content}
</form>`;
}

export const formErrorId = 'form-error';

/** What is wrong with a whole form; read out when the page opens. */
export function alert(message: string | undefined): Markup | undefined {
  return message === undefined
    ? undefined
    : markup`<p class="alert" role="alert" id="${formErrorId}">${message}</p>`;
}

export function submit(label: string): Markup {
  return markup`<div class="buttons"><button type="submit">${label}</button></div>`;
}

export function loggedInAs(name: string): Markup {
  return markup`${english.loggedInAs} <bdi>${shownName(name)}</bdi>`;
}
