import type { Child } from 'hono/jsx';
import { allows } from '../../connection/connection.js';
import type { ConnectedVisit } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import { Icon } from '../../ui/icon.js';
import { Markdown } from '../../ui/markdown.js';
import type { Page } from '../../ui/page.js';
import { formatTime, Time } from '../../ui/time.js';
import { changedList, listPath, wholeList } from '../list/list-query.js';
import { relativeTime } from '../relative-time.js';

export interface MemoryModel {
  readonly visit: ConnectedVisit;
  readonly memory: Memory;
  readonly isOwn: boolean;
  readonly ownerName: string;
  /** What to call people and groups, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** One memory with everything about it. */
export function memoryPage(model: MemoryModel): Page {
  const { visit, memory, isOwn, ownerName } = model;
  const { detail } = visit.text.memories;
  const title = isOwn
    ? detail.titleOf(formatTime(visit, new Date(memory.created_at)))
    : detail.titleOfOther(ownerName);
  const mayWrite = allows(visit.connection, 'memories:write');
  return {
    title,
    scripts: ['editor.js', 'markdown-toolbar.js'],
    body: (
      <div class="memory-page mx-auto">
        <h1 class="h4 mb-3">{title}</h1>
        {memory.is_expired && <p class="alert alert-warning">{detail.expiredNotice}</p>}
        {!isOwn && <p class="text-body-secondary">{detail.readOnly(ownerName)}</p>}
        <article class="card mb-3" id={`memory-${memory.id}`} tabindex={-1} aria-label={title}>
          <div class="card-body">
            <Markdown text={memory.text} />
          </div>
        </article>
        {isOwn && mayWrite && <Actions {...model} />}
        {isOwn && !mayWrite && (
          <p class="text-body-secondary">
            {detail.noWrite} <a href="/connection">{detail.allowMore}</a>
          </p>
        )}
        <Facts {...model} />
        <p>
          <a href={listPath(wholeList(isOwn ? undefined : memory.user_id))}>{detail.all}</a>
        </p>
      </div>
    ),
  };
}

function Actions({ visit, memory }: MemoryModel) {
  const { detail } = visit.text.memories;
  const path = `/memories/${memory.id}`;
  return (
    <p class="d-flex flex-wrap gap-2">
      <a class="btn btn-primary" href={`${path}?edit=1`}>
        <Icon name="pencil" /> {detail.edit}
      </a>
      <a class="btn btn-outline-danger" href={`${path}/delete`} data-dialog>
        <Icon name="trash" /> {detail.remove}
      </a>
    </p>
  );
}

function Facts(model: MemoryModel) {
  const { visit, memory, isOwn, ownerName } = model;
  const { detail } = visit.text.memories;
  const { tags, category, expiration_date: expiresAt, metadata } = memory;
  const list = wholeList(isOwn ? undefined : memory.user_id);
  return (
    <>
      <h2 class="h6">{detail.facts}</h2>
      <dl class="memory-facts-list">
        {!isOwn && <Fact name={detail.owner}>{ownerName}</Fact>}
        <Fact name={detail.permission}>
          <Readers {...model} />
        </Fact>
        {tags.length > 0 && (
          <Fact name={detail.tags}>
            {tags.map((tag) => (
              <a class="me-2 text-break" href={listPath(changedList(list, { tags: [tag] }))}>
                {`#${tag}`}
              </a>
            ))}
          </Fact>
        )}
        {category !== null && (
          <Fact name={detail.category}>
            <a class="text-break" href={listPath(changedList(list, { category }))}>
              {category}
            </a>
          </Fact>
        )}
        <Fact name={memory.is_expired ? detail.expired : detail.expires}>
          {expiresAt === null ? (
            detail.never
          ) : (
            <>
              <Time visit={visit} at={expiresAt} /> ({relativeTime(visit, expiresAt)})
            </>
          )}
        </Fact>
        <Fact name={detail.created}>
          <Time visit={visit} at={memory.created_at} />
        </Fact>
        {memory.updated_at !== memory.created_at && (
          <Fact name={detail.updated}>
            <Time visit={visit} at={memory.updated_at} />
          </Fact>
        )}
        {isOwn && (
          <Fact name={detail.search}>
            {memory.embedding_status === 'pending' ? detail.pending : detail.ready}
          </Fact>
        )}
      </dl>
      {Object.keys(metadata).length > 0 && (
        <details class="mb-3">
          <summary>{detail.metadata}</summary>
          <pre class="metadata mt-2 text-break">{JSON.stringify(metadata, undefined, 2)}</pre>
        </details>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: Child }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Readers({ visit, memory, isOwn, names }: MemoryModel) {
  const { detail } = visit.text.memories;
  const { permission, shared_with } = memory;
  if (!isOwn) return <>{detail.permissionsOfOther[permission]}</>;
  if (permission !== 'shared') return <>{detail.permissions[permission]}</>;
  const { user_ids = [], group_ids = [] } = shared_with ?? {};
  const readers = [
    ...user_ids.map((id) => names.get(id) ?? `${id.slice(0, 8)}…`),
    ...group_ids.map((id) => {
      const name = names.get(id);
      return name === undefined ? detail.formerGroup : detail.group(name);
    }),
  ];
  if (readers.length === 0) return <>{detail.sharedWithNobody}</>;
  return (
    <>
      {detail.permissions.shared} {readers.join(', ')}
    </>
  );
}
