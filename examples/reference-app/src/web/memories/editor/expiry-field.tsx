import type { Child } from 'hono/jsx';
import { Field } from '../../ui/form.js';
import { fullTime } from '../../ui/when/full-time.js';
import { relativeTime } from '../relative-time.js';
import type { EditorModel } from './editor-model.js';
import { meaningOf } from './understand-expiry.js';

const ways = ['never', 'at', 'phrase'] as const;

/** Never, at a date and time, or in words; of the latter it says how they are understood. */
export function ExpiryField({ visit, form, errors }: EditorModel) {
  const { editor } = visit.text.memories;
  const { expiry = 'never', zone } = form;
  return (
    <fieldset class="mb-4 editor-expiry">
      <legend class="form-label">{editor.expiry}</legend>
      <div class="d-flex flex-wrap column-gap-4 mb-2">
        {ways.map((way) => (
          <div class="form-check">
            <input
              class="form-check-input"
              type="radio"
              name="expiry"
              id={`expiry-${way}`}
              value={way}
              checked={way === expiry}
            />
            <label class="form-check-label" for={`expiry-${way}`}>
              {editor.expiries[way]}
            </label>
          </div>
        ))}
      </div>
      <input type="hidden" name="zone" value={zone} />
      <div class="when-at">
        <Field
          name="expires_time"
          label={editor.expiresTime}
          type="datetime-local"
          value={form.expiresTime}
          hint={editor.zone(zone)}
          error={errors.expires_time}
        />
      </div>
      <div class="when-phrase">
        <Field
          name="expires_phrase"
          label={editor.expiresPhrase}
          value={form.expiresPhrase}
          hint={editor.phraseHint}
          error={errors.expires_phrase}
          extra={{
            autocomplete: 'off',
            maxlength: '200',
            'hx-post': '/memories/preview',
            'hx-trigger': 'input changed delay:400ms',
            'hx-target': '#understood',
            'hx-select': '#understood',
            'hx-swap': 'outerHTML',
            'hx-sync': 'this:replace',
            'hx-params': '_csrf,expiry,expires_phrase,zone',
          }}
        />
        <div aria-live="polite">
          <UnderstoodPhrase visit={visit} form={form} isFaultTold={'expires_phrase' in errors} />
        </div>
      </div>
    </fieldset>
  );
}

/** What the words for the expiry are understood as. What was shown is sent with the form, and is what counts. */
export function UnderstoodPhrase({
  visit,
  form,
  isFaultTold = false,
}: Pick<EditorModel, 'visit' | 'form'> & { readonly isFaultTold?: boolean }): Child {
  const { editor } = visit.text.memories;
  const { expiresPhrase, zone } = form;
  if (expiresPhrase.trim() === '') return <div id="understood" />;
  const meaning = meaningOf(form, visit);
  if ('problem' in meaning) {
    return (
      <div id="understood" class="form-text">
        {isFaultTold ? '' : editor.phraseProblems[meaning.problem]}
      </div>
    );
  }
  if ('never' in meaning) return <div id="understood">{editor.understoodNever}</div>;
  const at = meaning.at.toISOString();
  return (
    <div id="understood" class="alert alert-info py-2 mb-0">
      {editor.understood(fullTime({ ...visit, zone }, at), relativeTime(visit, at))}
      <input type="hidden" name="understood_at" value={`${at} ${expiresPhrase.trim()}`} />
    </div>
  );
}
