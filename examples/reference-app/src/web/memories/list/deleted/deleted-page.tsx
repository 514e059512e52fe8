import { allows } from '../../../connection/connection.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import type { Output } from '../../../memory-service/tools.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Form } from '../../../ui/form.js';
import type { Page } from '../../../ui/page.js';
import { Time } from '../../../ui/time.js';
import { beginningOf } from '../../beginning.js';
import { Glimpses } from '../glimpses.js';
import { ListTabs } from '../list-tabs.js';

export const deletedPath = '/memories/deleted';

export type DeletedMemory = Output<'list_deleted_memories'>['memories'][number];

interface DeletedModel {
  readonly memories: readonly DeletedMemory[];
  /** Where this page begins; `undefined`: at the newest deletion. */
  readonly cursor: string | undefined;
  /** Where the next page begins; `undefined`: there is none. */
  readonly next: string | undefined;
}

/** A page of the deleted memories. */
export function deletedPagePath(cursor: string | undefined): string {
  return cursor === undefined ? deletedPath : `${deletedPath}?${new URLSearchParams({ cursor })}`;
}

/** The deleted memories that can still be restored, the newest deletion first. */
export function deletedPage(visit: ConnectedVisit, model: DeletedModel): Page {
  const { deleted } = visit.text.memories;
  const { memories, cursor, next } = model;
  return {
    title: deleted.title,
    body: (
      <>
        <h1 class="h3 mb-3">{deleted.title}</h1>
        <ListTabs visit={visit} here="deleted" />
        {memories.length === 0 ? (
          <EmptyState title={deleted.empty} text={deleted.emptyText} />
        ) : (
          <>
            <p class="text-body-secondary">{deleted.lead}</p>
            <Chooser {...model} visit={visit} />
          </>
        )}
        <p class="d-flex gap-2 mt-3">
          {cursor !== undefined && (
            <a class="btn btn-outline-secondary" href={deletedPath}>
              {deleted.first}
            </a>
          )}
          {next !== undefined && (
            <a class="btn btn-outline-primary" href={deletedPagePath(next)} rel="next">
              {deleted.next}
            </a>
          )}
        </p>
      </>
    ),
  };
}

function Chooser(props: DeletedModel & { readonly visit: ConnectedVisit }) {
  const { visit, memories, cursor } = props;
  const { deleted } = visit.text.memories;
  const mayWrite = allows(visit.connection, 'memories:write');
  return (
    <Form visit={visit} action={deletedPath} fields={{ back: deletedPagePath(cursor) }}>
      {mayWrite && (
        <div class="d-flex flex-wrap gap-2 mb-3">
          <button class="btn btn-primary" type="submit" name="action" value="restore">
            {deleted.restore}
          </button>
          <button class="btn btn-outline-danger" type="submit" name="action" value="purge">
            {deleted.purge}
          </button>
        </div>
      )}
      <ul class="list-group" aria-label={deleted.list}>
        {memories.map((memory) => (
          <li class="list-group-item d-flex gap-3">
            {mayWrite && (
              <input
                class="form-check-input mt-1 flex-shrink-0"
                type="checkbox"
                name="id"
                id={`deleted-${memory.id}`}
                value={memory.id}
              />
            )}
            <label class="flex-grow-1 text-break" for={`deleted-${memory.id}`}>
              {beginningOf(memory.text, 160)}
              <span class="d-block small text-body-secondary">
                {deleted.deletedAt} <Time visit={visit} at={memory.deleted_at} />
                {memory.restorable_until !== null && (
                  <>
                    , {deleted.until}{' '}
                    <Time visit={visit} at={memory.restorable_until} style="date" />
                  </>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Form>
  );
}

/** Asks before memories are deleted for good. */
export function purgePage(
  visit: ConnectedVisit,
  asked: {
    readonly ids: readonly string[];
    readonly memories: readonly DeletedMemory[];
    readonly back: string;
  },
): Page {
  const { deleted, remove } = visit.text.memories;
  const { ids, memories, back } = asked;
  const title = deleted.purgeTitle(ids.length);
  const fields = { action: 'purge', step: 'sure', id: ids.join(','), back };
  return {
    title,
    body: (
      <div class="message-page mx-auto">
        <h1 class="h4 mb-3">{title}</h1>
        <Glimpses visit={visit} memories={memories} count={ids.length} />
        <p>{deleted.purgeText}</p>
        <Form visit={visit} action={deletedPath} fields={fields}>
          <div class="d-flex flex-wrap gap-2">
            <button class="btn btn-danger" type="submit">
              {deleted.confirm}
            </button>
            <a class="btn btn-outline-secondary" href={back}>
              {remove.keep}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}
