import type { ConnectedVisit } from '../../../http/visit.js';
import type { Memory } from '../../../memory-service/tools.js';
import { Form } from '../../../ui/form.js';
import type { Page } from '../../../ui/page.js';
import { Glimpses } from '../glimpses.js';

export interface RemoveModel {
  /** What will be lost, as far as it could be read. */
  readonly memories: readonly Memory[];
  readonly count: number;
  /** Where the form goes, and what it sends. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Page to go back to. */
  readonly back: string;
  /** Why it could not be done just now. */
  readonly problem?: string | undefined;
  /** Whether the memories have changed since this was asked. */
  readonly isChanged?: boolean | undefined;
  /** What is to be known before. */
  readonly note?: string | undefined;
}

/** Asks before memories are deleted, and says what will be lost. */
export function removePage(visit: ConnectedVisit, model: RemoveModel): Page {
  const { remove } = visit.text.memories;
  const { memories, count, action, fields, back, problem, note } = model;
  return {
    title: remove.title(count),
    status: problem === undefined ? (model.isChanged ? 409 : 200) : 503,
    body: (
      <div class="message-page mx-auto" data-dialog-body>
        <h1 class="h4 mb-3" id="dialog-title">
          {remove.title(count)}
        </h1>
        {problem !== undefined && (
          <p class="alert alert-danger" role="alert">
            {problem} {remove.perhaps}
          </p>
        )}
        {model.isChanged && (
          <p class="alert alert-warning" role="alert">
            {remove.changedSince}
          </p>
        )}
        {note !== undefined && <p class="alert alert-info">{note}</p>}
        <p>{count === 1 ? remove.lost : remove.lostMany}</p>
        <Glimpses visit={visit} memories={memories} count={count} />
        <p class="text-body-secondary">{remove.restorable(count)}</p>
        <Form visit={visit} action={action} fields={{ ...fields, back }}>
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {remove.confirm(count)}
            </button>
            <a class="btn btn-outline-secondary" href={back} data-dialog-close>
              {count === 1 ? remove.keep : remove.keepMany}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}
