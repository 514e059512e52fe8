interface FilterFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'date';
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly extra?: Readonly<Record<string, string>>;
}

/** A labelled filter. Its ids are its own: an editor within the list has fields of the same names. */
export function FilterField(props: FilterFieldProps) {
  const { name, label, value, type = 'text', hint, error, extra = {} } = props;
  const id = `filter-${name}`;
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="mb-3">
      <label class="form-label" for={id}>
        {label}
      </label>
      <input
        class={`form-control ${error ? 'is-invalid' : ''}`}
        id={id}
        name={name}
        type={type}
        value={value}
        {...(notes && { 'aria-describedby': notes })}
        {...(error && { 'aria-invalid': 'true' })}
        {...extra}
      />
      {error && (
        <div class="invalid-feedback d-block" id={`${id}-error`}>
          {error}
        </div>
      )}
      {hint && (
        <div class="form-text" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}
