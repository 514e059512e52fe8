import type { FormErrors } from '../http/forms.js';
import type { ConnectedVisit } from '../http/visit.js';
import { Field, FieldNotes } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { formats } from './format.js';

interface ExportPartProps {
  readonly visit: ConnectedVisit;
  readonly typed?: Readonly<Record<string, string>>;
  readonly errors?: FormErrors;
}

/** The form to export. */
export function ExportPart({ visit, typed = {}, errors = {} }: ExportPartProps) {
  const { transfer } = visit.text;
  const chosen = formats.find((format) => format === typed.format) ?? 'json';
  return (
    <div class="card h-100">
      <div class="card-body">
        <h2 class="h5" id="export-title">
          {transfer.exportTitle}
        </h2>
        <p>{transfer.exportLead}</p>
        <form method="get" action="/export">
          <fieldset class="mb-3">
            <legend class="form-label fs-6">{transfer.format}</legend>
            {formats.map((format) => (
              <div class="form-check mb-2">
                <input
                  class="form-check-input"
                  type="radio"
                  name="format"
                  id={`export-${format}`}
                  value={format}
                  checked={format === chosen}
                  aria-describedby={`export-${format}-use`}
                />
                <label class="form-check-label fw-semibold" for={`export-${format}`}>
                  {transfer.formats[format].name}
                </label>
                <div class="form-text mt-0" id={`export-${format}-use`}>
                  {transfer.formats[format].use}
                </div>
              </div>
            ))}
            <FieldNotes name="format" error={errors.format} />
          </fieldset>
          <details class="mb-3" open={Object.keys(errors).length > 0}>
            <summary class="mb-2">{transfer.onlySome}</summary>
            <ExportFilters {...{ visit, typed, errors }} />
          </details>
          <button class="btn btn-primary" type="submit">
            <Icon name="download" /> {transfer.export}
          </button>
          <p class="form-text mb-0">{transfer.exportNote}</p>
        </form>
      </div>
    </div>
  );
}

function ExportFilters({ visit, typed = {}, errors = {} }: ExportPartProps) {
  const { transfer } = visit.text;
  return (
    <>
      <div class="mb-3">
        <label class="form-label" for="field-permission">
          {transfer.permission}
        </label>
        <select class="form-select" id="field-permission" name="permission">
          <option value="">{transfer.anyPermission}</option>
          {(['private', 'shared', 'public'] as const).map((permission) => (
            <option value={permission} selected={typed.permission === permission}>
              {transfer.permissions[permission]}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="tags"
        label={transfer.tags}
        value={typed.tags}
        hint={transfer.tagsHint}
        error={errors.tags}
      />
      <Field
        name="category"
        label={transfer.category}
        value={typed.category}
        error={errors.category}
        extra={{ maxlength: '64' }}
      />
      <div class="row">
        <div class="col-sm-6">
          <Field
            name="from"
            label={transfer.from}
            type="date"
            value={typed.from}
            error={errors.from}
          />
        </div>
        <div class="col-sm-6">
          <Field name="to" label={transfer.to} type="date" value={typed.to} error={errors.to} />
        </div>
      </div>
      <p class="form-text mt-n2">{transfer.datesHint(visit.zone)}</p>
      <div class="form-check">
        <input
          class="form-check-input"
          type="checkbox"
          id="field-include-expired"
          name="include_expired"
          checked={typed.include_expired !== undefined}
        />
        <label class="form-check-label" for="field-include-expired">
          {transfer.includeExpired}
        </label>
      </div>
    </>
  );
}
