import { DateTime } from 'luxon';
import type { Visit } from '../../http/visit.js';
import { Icon } from '../../ui/icon.js';
import { changedList, isFiltered, type ListQuery, listPath, wholeList } from './list-query.js';

interface Chip {
  readonly label: string;
  /** The list without this filter. */
  readonly without: Partial<ListQuery>;
}

/** The filters that hold, each with a way to take it away. */
export function ActiveFilters({ visit, query }: { visit: Visit; query: ListQuery }) {
  const { list } = visit.text.memories;
  if (!isFiltered(query)) return <div id="active-filters" />;
  return (
    <div id="active-filters" class="mb-3">
      <ul class="list-inline mb-0" aria-label={list.active}>
        {chipsOf(visit, query).map(({ label, without }) => (
          <li class="list-inline-item mb-1">
            <a
              class="btn btn-sm btn-outline-secondary filter-chip"
              href={listPath(changedList(query, without))}
            >
              <span aria-hidden="true">
                {label} <Icon name="x-lg" />
              </span>
              <span class="visually-hidden">{list.removeFilter(label)}</span>
            </a>
          </li>
        ))}
        <li class="list-inline-item">
          <a class="btn btn-sm btn-link" href={listPath(wholeList(query.of))}>
            {list.clear}
          </a>
        </li>
      </ul>
    </div>
  );
}

function chipsOf({ text, locale }: Visit, query: ListQuery): readonly Chip[] {
  const { list } = text.memories;
  const { words, permission, tags, category, isUncategorized, from, to, expiry } = query;
  const day = (at: string) => DateTime.fromISO(at, { locale }).toLocaleString(DateTime.DATE_MED);
  const chip = (label: string, without: Partial<ListQuery>): readonly Chip[] => [
    { label, without },
  ];
  return [
    ...(words ? chip(list.chips.words(words), { words: '' }) : []),
    ...(permission ? chip(list.permissions[permission], { permission: undefined }) : []),
    ...tags.flatMap((tag) =>
      chip(list.chips.tag(tag), { tags: tags.filter((each) => each !== tag) }),
    ),
    ...(category ? chip(list.chips.category(category), { category: undefined }) : []),
    ...(isUncategorized ? chip(list.uncategorized, { isUncategorized: false }) : []),
    ...(from ? chip(list.chips.from(day(from)), { from: undefined }) : []),
    ...(to ? chip(list.chips.to(day(to)), { to: undefined }) : []),
    ...(expiry === 'current' ? [] : chip(list.expiries[expiry], { expiry: 'current' })),
  ];
}
