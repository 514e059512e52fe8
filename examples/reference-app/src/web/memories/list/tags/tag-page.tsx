import type { ConnectedVisit } from '../../../http/visit.js';
import { Field, Form } from '../../../ui/form.js';
import type { Page } from '../../../ui/page.js';

export interface TagModel {
  readonly tag: string;
  /** How many memories carry it. */
  readonly count: number;
  /** All other tags. */
  readonly others: readonly { readonly tag: string; readonly count: number }[];
  /** The new name as it was typed. */
  readonly name?: string;
  readonly error?: string;
  /** Why it could not be done just now. */
  readonly problem?: string;
  /** The tag of the new name, with which this one would become one. */
  readonly joins?: { readonly tag: string; readonly count: number };
}

/** Renames a tag everywhere, joins it with another one, or takes it away. */
export function tagPage(visit: ConnectedVisit, model: TagModel): Page {
  const { tags } = visit.text.memories;
  const { tag, count, error, problem, joins } = model;
  const title = joins ? tags.mergeTitle(tag, joins.tag) : tags.editTitle(tag);
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
            action="/memories/tags/edit"
            fields={{ tag, action: 'rename', name: joins.tag, joins: 'yes' }}
          >
            <p>{tags.mergeText(joins.tag, joins.count)}</p>
            <button class="btn btn-danger me-2" type="submit">
              {tags.submitMerge}
            </button>
            <a class="btn btn-outline-secondary" href="/memories/tags">
              {tags.cancel}
            </a>
          </Form>
        ) : (
          <>
            {problem === undefined && <p>{count > 0 ? tags.editLead(count) : tags.gone}</p>}
            <RenameForm visit={visit} model={model} />
            <h2 class="h5 mt-4">{tags.removeTitle}</h2>
            <p>{tags.removeText}</p>
            <Form visit={visit} action="/memories/tags/edit" fields={{ tag, action: 'remove' }}>
              <button class="btn btn-outline-danger" type="submit">
                {tags.submitRemove}
              </button>
            </Form>
            <p class="mt-4">
              <a href="/memories/tags">{tags.cancel}</a>
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
  readonly model: TagModel;
}) {
  const { tags } = visit.text.memories;
  const { tag, others, name, error } = model;
  return (
    <Form visit={visit} action="/memories/tags/edit" fields={{ tag, action: 'rename' }}>
      <Field
        name="name"
        label={tags.newName}
        value={name ?? tag}
        hint={tags.newNameHint}
        error={error}
        isRequired
        extra={{ list: 'other-tags', autocomplete: 'off', autocapitalize: 'none' }}
      />
      <datalist id="other-tags">
        {others.map((each) => (
          <option value={each.tag} />
        ))}
      </datalist>
      <button class="btn btn-primary" type="submit">
        {tags.submitRename}
      </button>
    </Form>
  );
}
