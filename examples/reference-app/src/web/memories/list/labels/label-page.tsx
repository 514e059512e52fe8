import type { ConnectedVisit } from '../../../http/visit.js';
import { Field, Form } from '../../../ui/form.js';
import type { Page } from '../../../ui/page.js';
import { editPath, type Label, type LabelKind, labelText } from './label.js';

export interface LabelModel {
  readonly kind: LabelKind;
  readonly label: string;
  /** How many memories have it. */
  readonly count: number;
  /** All other labels of the kind. */
  readonly others: readonly Label[];
  /** The new name as it was typed. */
  readonly name?: string;
  readonly error?: string;
  /** Why it could not be done just now. */
  readonly problem?: string;
  /** The label of the new name, with which this one would be merged. */
  readonly joins?: Label;
}

/** Renames a label everywhere, merges it with another one, or removes it. */
export function labelPage(visit: ConnectedVisit, model: LabelModel): Page {
  const { kind, label, count, error, problem, joins } = model;
  const words = labelText(visit, kind);
  const action = editPath(kind);
  const title = joins ? words.mergeTitle(label, joins.name) : words.editTitle(label);
  return {
    title,
    status: problem === undefined ? (error === undefined ? 200 : 422) : 503,
    body: (
      <div class="message-page mx-auto">
        <h1 class="h4 mb-3 text-break">{title}</h1>
        {problem !== undefined && (
          <p class="alert alert-danger" role="alert">
            {problem}
          </p>
        )}
        {joins ? (
          <Form
            visit={visit}
            action={action}
            fields={{ label, action: 'rename', name: joins.name, joins: 'yes' }}
          >
            <p>{words.mergeText(joins.name, joins.count)}</p>
            <button class="btn btn-danger me-2" type="submit">
              {words.submitMerge}
            </button>
            <a class="btn btn-outline-secondary" href="/memories/tags">
              {words.cancel}
            </a>
          </Form>
        ) : (
          <>
            {problem === undefined && <p>{count > 0 ? words.editLead(count) : words.gone}</p>}
            <RenameForm visit={visit} model={model} />
            <h2 class="h5 mt-4">{words.removeTitle}</h2>
            <p>{words.removeText}</p>
            <Form visit={visit} action={action} fields={{ label, action: 'remove' }}>
              <button class="btn btn-outline-danger" type="submit">
                {words.submitRemove}
              </button>
            </Form>
            <p class="mt-4">
              <a href="/memories/tags">{words.cancel}</a>
            </p>
          </>
        )}
      </div>
    ),
  };
}

function RenameForm({
  visit,
  model,
}: {
  readonly visit: ConnectedVisit;
  readonly model: LabelModel;
}) {
  const { kind, label, others, name, error } = model;
  const words = labelText(visit, kind);
  return (
    <Form visit={visit} action={editPath(kind)} fields={{ label, action: 'rename' }}>
      <Field
        name="name"
        label={words.newName}
        value={name ?? label}
        hint={words.newNameHint}
        error={error}
        isRequired
        extra={{ list: 'other-labels', autocomplete: 'off', autocapitalize: 'none' }}
      />
      <datalist id="other-labels">
        {others.map((each) => (
          <option value={each.name} />
        ))}
      </datalist>
      <button class="btn btn-primary" type="submit">
        {words.submitRename}
      </button>
    </Form>
  );
}
