import type { Child } from 'hono/jsx';
import type { FormErrors } from '../http/forms.js';
import type { ConnectedVisit } from '../http/visit.js';
import type { Persona } from '../memory-service/tools.js';
import { describedBy, Field, FieldNotes, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { longest, permissions } from './persona-fields.js';
import type { Typed } from './persona-form.js';
import { SavedNow } from './saved-now.js';

export interface PersonaModel {
  readonly typed: Typed;
  /** The persona that is changed, as it is saved; absent for a new one. */
  readonly persona?: Persona | undefined;
  readonly errors?: FormErrors;
  /** Why it is not saved, if not because of a field. */
  readonly problem?: string | undefined;
  /** Default: 200, or 422 with errors. */
  readonly status?: number;
}

/** The form of a new persona, or of one that there is. */
export function personaPage(visit: ConnectedVisit, model: PersonaModel): Page {
  const { personas: text, layout } = visit.text;
  const { typed, persona, errors = {}, problem } = model;
  const hasErrors = Object.keys(errors).length > 0;
  const status = model.status ?? (hasErrors ? 422 : 200);
  const title = persona ? text.editTitle(persona.name) : text.createTitle;
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] });
  return {
    title,
    status,
    body: (
      <div class="persona-form mx-auto">
        <h1 class="h3 mb-3 text-break">{title}</h1>
        {(problem !== undefined || hasErrors) && (
          <p class="alert alert-danger" role="alert">
            {[hasErrors && text.problem, problem, errors.form].filter(Boolean).join(' ')}
          </p>
        )}
        {persona && status === 409 && <SavedNow visit={visit} persona={persona} typed={typed} />}
        <Form
          visit={visit}
          action={persona ? `/personas/${persona.id}` : '/personas'}
          fields={persona ? { updated_at: typed.updated_at ?? '' } : { id: typed.id ?? '' }}
        >
          <Field
            {...field('name')}
            label={text.name}
            hint={text.nameHint}
            isRequired
            extra={{ maxlength: `${longest.name}`, autocomplete: 'off' }}
          />
          <Lines
            {...field('description')}
            label={text.description}
            hint={text.descriptionHint}
            rows={2}
            most={longest.description}
          />
          <Lines
            {...field('instructions')}
            label={text.instructions}
            hint={text.instructionsHint}
            rows={6}
            most={longest.instructions}
          />
          <fieldset class="mb-4">
            <legend class="form-label fs-6">{text.who}</legend>
            {(['public', 'private'] as const).map((each) => (
              <div class="form-check">
                <input
                  class="form-check-input"
                  type="radio"
                  name="permission"
                  id={`permission-${each}`}
                  value={each}
                  checked={(typed.permission ?? 'public') === each}
                />
                <label class="form-check-label" for={`permission-${each}`}>
                  {text.visibility[each]}
                </label>
              </div>
            ))}
            <FieldNotes name="permission" error={errors.permission} />
          </fieldset>
          <Part title={text.whichTitle} lead={text.whichLead}>
            <Field {...field('tags')} label={text.tags} hint={text.tagsHint} />
            <Field {...field('category')} label={text.category} />
            <div class="mb-3">
              <label class="form-label" for="field-memory_permission">
                {text.memoryPermission}
              </label>
              <select
                class="form-select"
                id="field-memory_permission"
                name="memory_permission"
                {...describedBy('memory_permission', undefined, errors.memory_permission)}
              >
                <option value="">{text.anyPermission}</option>
                {permissions.map((each) => (
                  <option value={each} selected={typed.memory_permission === each}>
                    {text.permissions[each]}
                  </option>
                ))}
              </select>
              <FieldNotes name="memory_permission" error={errors.memory_permission} />
            </div>
            <div class="row">
              <div class="col-sm-6">
                <Field {...field('from')} label={text.from} type="date" />
              </div>
              <div class="col-sm-6">
                <Field {...field('to')} label={text.to} type="date" />
              </div>
            </div>
          </Part>
          <Part title={text.modelTitle} lead={text.modelLead}>
            <Field
              {...field('model')}
              label={text.model}
              hint={text.modelHint}
              extra={{ maxlength: `${longest.model}`, autocomplete: 'off', spellcheck: 'false' }}
            />
            <div class="row">
              <div class="col-sm-6">
                <Field
                  {...field('temperature')}
                  label={text.temperature}
                  hint={text.temperatureHint}
                  extra={{ inputmode: 'decimal', autocomplete: 'off' }}
                />
              </div>
              <div class="col-sm-6">
                <Field
                  {...field('max_tokens')}
                  label={text.maxTokens}
                  hint={text.maxTokensHint}
                  extra={{ inputmode: 'numeric', autocomplete: 'off' }}
                />
              </div>
            </div>
          </Part>
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-primary" type="submit">
              {text.save}
            </button>
            <a class="btn btn-outline-secondary" href="/personas">
              {layout.cancel}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

/** A part of the form that most people leave as it is. */
function Part(props: { readonly title: string; readonly lead: string; readonly children: Child }) {
  const { title, lead, children } = props;
  return (
    <fieldset class="card mb-4">
      <div class="card-body pb-1">
        <legend class="fs-6 fw-semibold">{title}</legend>
        <p class="text-body-secondary small">{lead}</p>
        {children}
      </div>
    </fieldset>
  );
}

function Lines(props: {
  readonly name: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
  readonly most: number;
}) {
  const { name, value = '', error, label, hint, rows, most } = props;
  return (
    <div class="mb-3">
      <label class="form-label" for={`field-${name}`}>
        {label}
      </label>
      {/* A line break right after the tag would be lost: this one is lost in its place. */}
      <textarea
        class={`form-control ${error ? 'is-invalid' : ''}`}
        id={`field-${name}`}
        name={name}
        rows={rows}
        maxlength={most}
        {...describedBy(name, hint, error)}
      >
        {`\n${value}`}
      </textarea>
      <FieldNotes name={name} hint={hint} error={error} />
    </div>
  );
}
