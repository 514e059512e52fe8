import type { ConnectedVisit } from '../../../http/visit.js';
import { Field } from '../../../ui/form.js';
import { type Asked, typedAs } from './asked.js';

interface QuestionProps {
  readonly visit: ConnectedVisit;
  readonly asked: Asked;
}

export function TagQuestion({ visit, asked }: QuestionProps) {
  const { tags } = visit.text.memories.bulk;
  const known = new Set(asked.memories.flatMap((memory) => memory.tags));
  return (
    <>
      <Field
        name="add"
        label={tags.add}
        value={typedAs(asked, 'add')}
        hint={tags.hint}
        error={asked.errors?.add}
        extra={{ autocomplete: 'off', autocapitalize: 'none' }}
      />
      <Field
        name="remove"
        label={tags.remove}
        value={typedAs(asked, 'remove')}
        error={asked.errors?.remove}
        extra={{ list: 'present-tags', autocomplete: 'off', autocapitalize: 'none' }}
      />
      <datalist id="present-tags">
        {[...known].sort().map((tag) => (
          <option value={tag} />
        ))}
      </datalist>
    </>
  );
}

export function CategoryQuestion({ visit, asked }: QuestionProps) {
  const { category } = visit.text.memories.bulk;
  const known = new Set(asked.memories.flatMap((memory) => memory.category ?? []));
  return (
    <>
      <Field
        name="category"
        label={category.label}
        value={typedAs(asked, 'category')}
        hint={category.hint}
        error={asked.errors?.category}
        extra={{ list: 'present-categories', autocomplete: 'off' }}
      />
      <datalist id="present-categories">
        {[...known].sort().map((each) => (
          <option value={each} />
        ))}
      </datalist>
    </>
  );
}

export function ExpiryQuestion({ visit, asked }: QuestionProps) {
  const { expiry } = visit.text.memories.bulk;
  const { errors = {} } = asked;
  const chosen = typedAs(asked, 'expiry');
  return (
    <fieldset>
      <legend class="form-label fs-6">{expiry.label}</legend>
      {errors.expiry && (
        <p class="invalid-feedback d-block" role="alert">
          {errors.expiry}
        </p>
      )}
      <Option name="expiry" value="never" label={expiry.never} isChosen={chosen === 'never'} />
      <Option name="expiry" value="at" label={expiry.at} isChosen={chosen === 'at'} />
      <div class="ms-4">
        <Field
          name="expires_time"
          label={expiry.time}
          type="datetime-local"
          value={typedAs(asked, 'expires_time')}
          hint={expiry.timeHint(visit.zone)}
          error={errors.expires_time}
        />
      </div>
      <Option name="expiry" value="phrase" label={expiry.phrase} isChosen={chosen === 'phrase'} />
      <div class="ms-4">
        <Field
          name="expires_phrase"
          label={expiry.words}
          value={typedAs(asked, 'expires_phrase')}
          hint={expiry.wordsHint}
          error={errors.expires_phrase}
          extra={{ autocomplete: 'off' }}
        />
      </div>
    </fieldset>
  );
}

/** One of several answers, of which one can be chosen. */
export function Option(props: {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly isChosen: boolean;
}) {
  const { name, value, label, hint, isChosen } = props;
  const id = `${name}-${value}`;
  return (
    <div class="form-check">
      <input
        class="form-check-input"
        type="radio"
        id={id}
        name={name}
        value={value}
        checked={isChosen}
        aria-describedby={hint === undefined ? undefined : `hint-${id}`}
      />
      <label class="form-check-label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div class="form-text mt-0" id={`hint-${id}`}>
          {hint}
        </div>
      )}
    </div>
  );
}
