import type { ConnectedVisit } from '../../../http/visit.js';
import type { Memory } from '../../../memory-service/tools.js';
import { Form } from '../../../ui/form.js';
import { Choice } from '../choice.js';
import { type ListQuery, listPath } from '../list-query.js';
import { actions } from './bulk-form.js';

/** Id of the form that the check boxes of the cards belong to. */
export const bulkForm = 'bulk';

/** What can be done with several memories: with the ticked ones, the page, or all that match. */
export function BulkBar(props: {
  readonly visit: ConnectedVisit;
  readonly query: ListQuery;
  readonly memories: readonly Memory[];
}) {
  const { visit, query, memories } = props;
  const { bulk } = visit.text.memories;
  const fields = { place: listPath(query), page: memories.map(({ id }) => id).join(',') };
  return (
    <div class="bulk mb-3" data-ticking>
      <label class="tick-all" data-tick-all-offer hidden>
        <input class="form-check-input m-0" type="checkbox" data-tick-all />
        <span>{bulk.selectAll}</span>
      </label>
      <details data-bulk>
        <summary>{bulk.open}</summary>
        <Form
          visit={visit}
          action="/memories/bulk"
          class="bulk-form card card-body mt-2"
          fields={fields}
          extra={{ id: bulkForm }}
        >
          <p class="form-text mt-0 mb-2">{bulk.selectHint}</p>
          <div class="bulk-tools">
            <Choice
              name="which"
              label={bulk.which}
              chosen="ticked"
              options={[
                ['ticked', bulk.ticked],
                ['page', bulk.page(memories.length)],
                ['matching', bulk.matching],
              ]}
            />
            {actions.map((action) => (
              <button
                class={`btn ${action === 'delete' ? 'btn-outline-danger' : 'btn-outline-secondary'}`}
                type="submit"
                name="action"
                value={action}
              >
                {bulk.actions[action]}
              </button>
            ))}
          </div>
          <p class="small mb-0 mt-2" data-ticked={bulk.selected('%')} aria-live="polite" hidden />
        </Form>
      </details>
    </div>
  );
}
