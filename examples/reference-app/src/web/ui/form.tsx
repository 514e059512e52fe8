import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.js';

interface FormProps {
  readonly visit: Visit;
  readonly action: string;
  /** Hidden fields besides the token. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly class?: string;
  readonly children?: Child;
  /** Attributes for htmx and the scripts, such as `hx-post`. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** A form that changes something: it posts, and holds the token against forgery. */
export function Form({ visit, action, fields = {}, extra = {}, children, ...rest }: FormProps) {
  return (
    <form method="post" action={action} class={rest.class} {...extra}>
      <input type="hidden" name="_csrf" value={visit.csrfToken()} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'datetime-local' | 'date' | 'number';
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  /** Further attributes, such as `autocomplete`, `maxlength` or `list`. */
  readonly extra?: Readonly<Record<string, string | boolean>>;
}

/** One labelled input with its hint, and what is wrong with it. */
export function Field(props: FieldProps) {
  const { name, label, value, type = 'text', hint, error, isRequired = false, extra = {} } = props;
  return (
    <div class="mb-3">
      <label class="form-label" for={`field-${name}`}>
        {label}
      </label>
      <input
        class={`form-control ${error ? 'is-invalid' : ''}`}
        id={`field-${name}`}
        name={name}
        type={type}
        value={value}
        required={isRequired}
        {...describedBy(name, hint, error)}
        {...extra}
      />
      <FieldNotes name={name} hint={hint} error={error} />
    </div>
  );
}

/** The ids of what describes a field. */
export function describedBy(name: string, hint?: string, error?: string) {
  const ids = [error && `error-${name}`, hint && `hint-${name}`].filter(Boolean).join(' ');
  return {
    ...(ids && { 'aria-describedby': ids }),
    ...(error && { 'aria-invalid': 'true' as const }),
  };
}

/** Below a field: what is wrong with it, and how it is meant. */
export function FieldNotes(props: {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}) {
  const { name, hint, error } = props;
  return (
    <>
      {error && (
        <div class="invalid-feedback d-block" id={`error-${name}`}>
          {error}
        </div>
      )}
      {hint && (
        <div class="form-text" id={`hint-${name}`}>
          {hint}
        </div>
      )}
    </>
  );
}
