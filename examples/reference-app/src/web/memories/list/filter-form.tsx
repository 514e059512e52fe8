import type { ConnectedVisit } from '../../http/visit.js';
import { Icon } from '../../ui/icon.js';
import { writeTags } from '../editor/tag-list.js';
import { Choice } from './choice.js';
import { FilterField } from './filter-field.js';
import type { ListModel } from './list-model.js';
import {
  changedList,
  expiries,
  isFiltered,
  listPath,
  permissions,
  sizes,
  sorts,
  tagMatches,
} from './list-query.js';

/** Filters, order and size of the pages: a form with a button; where scripts run the list follows while one types. */
export function FilterForm({ visit, model }: { visit: ConnectedVisit; model: ListModel }) {
  const { list, categories } = visit.text.memories;
  const { query, errors } = model;
  const path = listPath(query).split('?')[0] ?? '/memories';
  const usedInside = { ...changedList(query, { words: '' }) };
  const isOwn = query.of === undefined;
  const dayError = (error: 'bad' | 'turned' | undefined) =>
    error && (error === 'bad' ? list.badDate : list.turnedAround);
  return (
    <search>
      <form
        id="filters"
        class="mb-3"
        method="get"
        action={path}
        aria-label={list.filters}
        hx-get={path}
        hx-trigger="input delay:300ms from:#filter-words, change delay:100ms, submit"
        hx-target="#results"
        hx-select="#results"
        hx-swap="outerHTML"
        hx-select-oob="#toasts:beforeend,#list-status:innerHTML,#active-filters"
        hx-push-url="true"
        hx-sync="this:replace"
      >
        {query.of !== undefined && <input type="hidden" name="of" value={query.of} />}
        <div class="d-flex flex-wrap gap-2 align-items-end filter-row">
          <div class="flex-grow-1 filter-words">
            <label class="form-label" for="filter-words">
              {list.words}
            </label>
            <input
              class="form-control"
              id="filter-words"
              type="search"
              name="words"
              value={query.words}
              placeholder={list.wordsPlaceholder}
              aria-describedby="filter-words-hint"
              autocomplete="off"
            />
          </div>
          <Choice
            name="sort"
            label={list.sort}
            chosen={query.sort ?? 'newest'}
            options={sorts.map((sort) => [sort, list.sorts[sort]])}
          />
          <button class="btn btn-outline-primary" type="submit">
            <Icon name="funnel" /> {list.show}
          </button>
        </div>
        <p class="form-text mb-2" id="filter-words-hint">
          {list.wordsHint}
        </p>
        <details
          class="filter-more"
          open={isFiltered(usedInside) || Object.keys(errors).length > 0}
        >
          <summary>{list.moreFilters}</summary>
          <div class="filter-fields mt-2">
            <Choice
              name="permission"
              label={list.permission}
              chosen={query.permission ?? ''}
              options={[
                ['', list.anyPermission],
                ...permissions.map((each) => [each, list.permissions[each]] as const),
              ]}
            />
            <div>
              <FilterField
                name="tags"
                label={list.tagsField}
                value={writeTags(query.tags)}
                hint={list.tagsHint}
                extra={{ list: 'filter-tags-known', autocomplete: 'off', autocapitalize: 'none' }}
              />
              <datalist id="filter-tags-known" aria-label={list.tagsField}>
                {model.tags
                  .filter((tag) => !query.tags.includes(tag))
                  .map((tag) => (
                    <option value={writeTags([...query.tags, tag])} />
                  ))}
              </datalist>
            </div>
            <Choice
              name="match"
              label={list.tagMatch}
              chosen={query.tagMatch}
              options={tagMatches.map((match) => [match, list.tagMatches[match]])}
            />
            <div>
              <FilterField
                name="category"
                label={list.category}
                value={query.category}
                extra={{ maxlength: '64', list: 'filter-categories-known', autocomplete: 'off' }}
              />
              <datalist id="filter-categories-known" aria-label={categories.title}>
                {model.categories.map((category) => (
                  <option value={category} />
                ))}
              </datalist>
              <div class="form-check mb-3">
                <input
                  class="form-check-input"
                  type="checkbox"
                  id="filter-uncategorized"
                  name="uncategorized"
                  value="yes"
                  checked={query.isUncategorized}
                />
                <label class="form-check-label" for="filter-uncategorized">
                  {list.uncategorized}
                </label>
              </div>
            </div>
            <FilterField
              name="from"
              label={list.from}
              type="date"
              value={query.from}
              error={dayError(errors.from)}
            />
            <FilterField
              name="to"
              label={list.to}
              type="date"
              value={query.to}
              error={dayError(errors.to)}
            />
            <Choice
              name="expiry"
              label={list.expiry}
              chosen={query.expiry}
              options={expiries
                .filter((expiry) => isOwn || expiry !== 'expired')
                .map((expiry) => [expiry, list.expiries[expiry]])}
            />
            <Choice
              name="size"
              label={list.size}
              chosen={String(query.size)}
              options={sizes.map((size) => [String(size), list.sizes(size)])}
            />
          </div>
        </details>
      </form>
    </search>
  );
}
