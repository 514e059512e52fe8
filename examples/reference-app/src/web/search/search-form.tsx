import type { ConnectedVisit } from '../http/visit.js';
import { describedBy, Field, FieldNotes } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { counts, isNarrowed, permissions, type SearchWish, scopes } from './search-wish.js';

/** The question stands in an address, and addresses have their limits. */
const maxTypedLength = 1_000;

interface SearchFormProps {
  readonly visit: ConnectedVisit;
  readonly wish: SearchWish;
  readonly tags: readonly string[];
  readonly error: string | undefined;
}

/** What to look for, and where. Where scripts run, the results follow what is typed. */
export function SearchForm({ visit, wish, tags, error }: SearchFormProps) {
  const { search } = visit.text;
  return (
    <form
      id="search-form"
      method="get"
      action="/search"
      class="mb-3"
      hx-get="/search"
      hx-trigger="submit, input changed delay:350ms from:#field-q, input delay:350ms from:#search-filters"
      hx-target="#search-results"
      hx-select="#search-results"
      hx-swap="outerHTML"
      hx-select-oob="#toasts:beforeend,#search-status:innerHTML"
      hx-replace-url="true"
      hx-sync="this:replace"
      hx-indicator="#search-busy"
    >
      <label class="form-label" for="field-q">
        {search.question}
      </label>
      <div class="input-group input-group-lg">
        <input
          class={`form-control ${error ? 'is-invalid' : ''}`}
          id="field-q"
          name="q"
          type="search"
          value={wish.q}
          placeholder={search.placeholder}
          autocomplete="off"
          enterkeyhint="search"
          maxlength={maxTypedLength}
          autofocus={wish.q === ''}
          {...describedBy('q', undefined, error)}
        />
        <button class="btn btn-primary" type="submit" aria-label={search.submit}>
          <Icon name="search" /> <span class="search-word">{search.submit}</span>
        </button>
      </div>
      <FieldNotes name="q" error={error} />
      <div id="search-filters" class="mt-3">
        <fieldset class="d-flex flex-wrap align-items-center gap-2 mb-2">
          <legend class="visually-hidden">{search.where}</legend>
          {scopes.map((scope) => (
            <>
              <input
                class="btn-check"
                type="radio"
                name="scope"
                id={`scope-${scope}`}
                value={scope}
                checked={wish.scope === scope}
              />
              <label class="btn btn-sm btn-outline-secondary" for={`scope-${scope}`}>
                {search.scope[scope]}
              </label>
            </>
          ))}
          <span
            id="search-busy"
            class="htmx-indicator small text-body-secondary"
            aria-hidden="true"
          >
            {search.searching}
          </span>
        </fieldset>
        <details class="mt-2" open={isNarrowed(wish) || wish.all || wish.count !== 10}>
          <summary>{search.narrow}</summary>
          <Filters visit={visit} wish={wish} tags={tags} />
        </details>
      </div>
    </form>
  );
}

function Filters({ visit, wish, tags }: Omit<SearchFormProps, 'error'>) {
  const { search } = visit.text;
  return (
    <div class="row row-cols-1 row-cols-sm-2 row-cols-lg-3 g-3 mt-0">
      <div class="col">
        <label class="form-label" for="field-permission">
          {search.permission}
        </label>
        <select class="form-select" id="field-permission" name="permission">
          <option value="">{search.anyPermission}</option>
          {permissions.map((each) => (
            <option value={each} selected={wish.permission === each}>
              {search.permissions[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="col">
        <Field
          name="tags"
          label={search.tags}
          value={wish.tags.join(', ')}
          hint={search.tagsHint}
          extra={{ list: 'search-tags', autocomplete: 'off' }}
        />
        <datalist id="search-tags">
          {tags.map((tag) => (
            <option value={tag}></option>
          ))}
        </datalist>
      </div>
      <div class="col">
        <Field
          name="category"
          label={search.category}
          value={wish.category}
          extra={{ autocomplete: 'off', maxlength: '64' }}
        />
      </div>
      <div class="col">
        <Field name="from" label={search.from} type="date" value={wish.from} />
      </div>
      <div class="col">
        <Field name="to" label={search.to} type="date" value={wish.to} />
      </div>
      <div class="col">
        <label class="form-label" for="field-count">
          {search.count}
        </label>
        <select class="form-select" id="field-count" name="count">
          {counts.map((count) => (
            <option value={count} selected={wish.count === count}>
              {count}
            </option>
          ))}
        </select>
        <div class="form-check mt-2">
          <input
            class="form-check-input"
            type="checkbox"
            id="field-all"
            name="all"
            value="1"
            checked={wish.all}
          />
          <label class="form-check-label" for="field-all">
            {search.distant}
          </label>
        </div>
      </div>
    </div>
  );
}
