import type { Visit } from '../http/visit.js';
import type { FoundMemory, Memory, Permission } from '../memory-service/tools.js';
import { Icon } from '../ui/icon.js';
import { Time } from '../ui/time.js';
import { changedList, listPath, wholeList } from './list/list-query.js';
import { relativeTime } from './relative-time.js';
import type { SharingNames } from './sharing-names.js';

interface FactsProps {
  readonly visit: Visit;
  readonly memory: Memory | FoundMemory;
  readonly isOwn: boolean;
  readonly ownerName?: string | undefined;
  readonly names?: SharingNames | undefined;
}

const icons = {
  private: 'lock',
  shared: 'people',
  public: 'globe',
} as const satisfies Record<Permission, string>;

/** What is known of a memory besides its text, in one or two lines. */
export function MemoryFacts({ visit, memory, isOwn, ownerName, names }: FactsProps) {
  const { card } = visit.text.memories;
  const list = wholeList(isOwn ? undefined : memory.user_id);
  const { tags, category } = memory;
  return (
    <div class="memory-facts">
      {(tags.length > 0 || category !== null) && (
        <ul class="list-inline mb-1" aria-label={card.tags}>
          {category !== null && (
            <li class="list-inline-item">
              <a class="fact-link" href={listPath(changedList(list, { category }))}>
                <Icon name="folder" /> <span class="visually-hidden">{card.category}</span>{' '}
                {category}
              </a>
            </li>
          )}
          {tags.map((tag) => (
            <li class="list-inline-item">
              <a class="tag-link" href={listPath(changedList(list, { tags: [tag] }))}>
                {`#${tag}`}
              </a>
            </li>
          ))}
        </ul>
      )}
      <ul class="list-inline small text-body-secondary mb-0">
        {!isOwn && ownerName !== undefined && (
          <li class="list-inline-item">
            <Icon name="person" /> {card.by(ownerName)}
          </li>
        )}
        <li class="list-inline-item">
          <Icon name={icons[memory.permission]} /> {permissionInWords(visit, memory, isOwn, names)}
        </li>
        <li class="list-inline-item">
          <a class="fact-link" href={`/memories/${memory.id}`}>
            <span class="visually-hidden">{card.created}</span>{' '}
            <Time visit={visit} at={memory.created_at} />
          </a>
          {memory.updated_at !== memory.created_at && (
            <>
              , {card.changed} <Time visit={visit} at={memory.updated_at} style="date" />
            </>
          )}
        </li>
        {memory.expiration_date !== null && (
          <li class={`list-inline-item ${memory.is_expired ? 'text-danger-emphasis' : ''}`}>
            <Icon name="hourglass-split" />{' '}
            {(memory.is_expired ? card.expired : card.expires)(
              relativeTime(visit, memory.expiration_date),
            )}{' '}
            (<Time visit={visit} at={memory.expiration_date} />)
          </li>
        )}
        {memory.embedding_status === 'pending' && (
          <li class="list-inline-item" title={card.pendingHint}>
            <Icon name="search" /> {card.pending}
          </li>
        )}
      </ul>
    </div>
  );
}

/** Names shown before the rest is counted. */
const maxNames = 3;

function permissionInWords(
  { text }: Visit,
  { permission, shared_with }: Memory | FoundMemory,
  isOwn: boolean,
  names: SharingNames = new Map(),
): string {
  const { card } = text.memories;
  if (!isOwn) return card.permissionOfOther[permission];
  if (permission !== 'shared' || shared_with === undefined) return card.permission[permission];
  const { user_ids, group_ids } = shared_with;
  const all = [...group_ids, ...user_ids];
  if (all.length === 0) return card.sharedWithNobody;
  const known = all.flatMap((id) => names.get(id) ?? []).slice(0, maxNames);
  if (known.length > 0) return card.sharedWith(known, all.length - known.length);
  const counts = [
    ...(user_ids.length > 0 ? [card.people(user_ids.length)] : []),
    ...(group_ids.length > 0 ? [card.groups(group_ids.length)] : []),
  ];
  return card.sharedWith(counts, 0);
}
