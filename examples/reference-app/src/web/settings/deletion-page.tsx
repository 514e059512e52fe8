import type { FormErrors } from '../http/forms.js';
import type { accountOf } from '../http/visit.js';
import { describedBy, Field, FieldNotes, Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import type { MemoriesAtStake } from './what-is-lost.js';

type AccountVisit = ReturnType<typeof accountOf>;

export interface DeletionModel {
  readonly atStake: MemoriesAtStake;
  readonly errors?: FormErrors;
  readonly typed?: Readonly<Record<string, string>>;
  /** Why nothing was deleted. */
  readonly error?: string;
  readonly status?: number;
}

/** Says what is lost, and asks for the username before anything is. */
export function deletionPage(visit: AccountVisit, model: DeletionModel): Page {
  const { atStake, errors = {}, typed = {}, error } = model;
  const { text, user, connection } = visit;
  const { deletion, data } = text.settings;
  return {
    title: deletion.title,
    status: model.status ?? (Object.keys(errors).length > 0 ? 422 : 200),
    body: (
      <div class="message-page mx-auto">
        <h1 class="h3 mb-3">{deletion.title}</h1>
        {error && (
          <p class="alert alert-danger" role="alert">
            {error} {deletion.nothingDone}
          </p>
        )}
        <p class="mb-1">{deletion.lost}</p>
        <ul>
          <li>{deletion.account(user.username)}</li>
          {connection && <li>{deletion.connection}</li>}
        </ul>
        <Form visit={visit} action="/settings/delete">
          {atStake.canErase ? (
            <MemoriesChoice
              visit={visit}
              atStake={atStake}
              chosen={typed.memories}
              errors={errors}
            />
          ) : (
            <>
              <p class="alert alert-warning">{deletion[atStake.why]}</p>
              <input type="hidden" name="memories" value="leave" />
            </>
          )}
          <Field
            name="username"
            label={deletion.confirm(user.username)}
            value={typed.username}
            error={errors.username}
            isRequired
            extra={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' }}
          />
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {deletion.submit}
            </button>
            <a class="btn btn-outline-secondary" href="/settings">
              {deletion.keep}
            </a>
          </div>
        </Form>
        {atStake.canErase && (
          <p class="mt-4">
            <a href="/settings/download" download={data.fileName}>
              {deletion.downloadFirst}
            </a>
          </p>
        )}
      </div>
    ),
  };
}

function MemoriesChoice(props: {
  readonly visit: AccountVisit;
  readonly atStake: Extract<MemoriesAtStake, { canErase: true }>;
  readonly chosen: string | undefined;
  readonly errors: FormErrors;
}) {
  const { visit, atStake, chosen, errors } = props;
  const { deletion } = visit.text.settings;
  const isElsewhere = visit.connection?.method === 'code';
  const server = new URL(visit.serverUrl).host;
  const erased = deletion.eraseHint(deletion.count(atStake.count, atStake.isEstimate));
  return (
    <fieldset class="mb-3" {...describedBy('memories', undefined, errors.memories)}>
      <legend class="fs-6">{deletion.memoriesTitle}</legend>
      <Choice
        value="leave"
        label={deletion.leave}
        hint={isElsewhere ? deletion.leaveElsewhereHint(server) : deletion.leaveHint}
        isChosen={chosen === 'leave'}
      />
      <Choice
        value="erase"
        label={deletion.erase}
        hint={isElsewhere ? `${erased} ${deletion.eraseElsewhere(server)}` : erased}
        isChosen={chosen === 'erase'}
      />
      <FieldNotes name="memories" error={errors.memories} />
    </fieldset>
  );
}

function Choice(props: {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly isChosen: boolean;
}) {
  const { value, label, hint, isChosen } = props;
  return (
    <div class="form-check mb-2">
      <input
        class="form-check-input"
        type="radio"
        name="memories"
        id={`memories-${value}`}
        value={value}
        checked={isChosen}
        required
        aria-describedby={`hint-memories-${value}`}
      />
      <label class="form-check-label" for={`memories-${value}`}>
        {label}
      </label>
      <div class="form-text" id={`hint-memories-${value}`}>
        {hint}
      </div>
    </div>
  );
}
