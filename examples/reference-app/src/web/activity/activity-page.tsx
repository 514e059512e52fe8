import type { ConnectedVisit } from '../http/visit.js';
import type { Person } from '../people/people.js';
import type { Page } from '../ui/page.js';
import { ActivityChart } from './activity-chart.js';
import { ActivityEntries } from './activity-entries.js';
import type { ActivityEntry } from './activity-entry.js';
import { type ActivityFilter, addressOf, spans } from './activity-filter.js';
import { ActionTable, DayTable } from './activity-tables.js';
import type { DayCounts } from './day-counts.js';
import { kindOf } from './kinds.js';

export interface ActivityModel {
  readonly filter: ActivityFilter;
  readonly days: readonly DayCounts[];
  readonly actions: readonly { readonly action: string; readonly count: number }[];
  /** What can be chosen: whatever was done in the time. */
  readonly choices: readonly string[];
  readonly entries: readonly ActivityEntry[];
  readonly nextCursor: string | undefined;
  readonly people: ReadonlyMap<string, Person>;
  readonly ownClientId: string | undefined;
}

/** Where scripts run, this part of the page alone is replaced. */
const inPlace = {
  'hx-target': '#activity',
  'hx-select': '#activity',
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
};

/** What was done in the visitor's name: as a picture with its numbers, and one by one. */
export function activityPage(visit: ConnectedVisit, model: ActivityModel): Page {
  const { activity } = visit.text;
  const { filter, days, actions, entries } = model;
  const isEmpty = days.every(({ total }) => total === 0);
  return {
    title: activity.title,
    body: (
      <div id="activity">
        <h1 class="h3">{activity.title}</h1>
        <p class="text-body-secondary">{activity.lead}</p>
        <FilterForm visit={visit} model={model} />
        {isEmpty ? (
          <div class="border rounded-3 p-4 text-center">
            <p class={filter.action === undefined ? 'mb-0' : ''}>
              {filter.action === undefined ? activity.nothing : activity.nothingOfThis}
            </p>
            {filter.action !== undefined && (
              <a href={addressOf({ days: filter.days })}>{activity.showEverything}</a>
            )}
          </div>
        ) : (
          <>
            <div class="row g-4 mb-4">
              <section class="col-lg-8" aria-labelledby="by-day">
                <h2 class="h5" id="by-day">
                  {activity.chartTitle}
                </h2>
                <ActivityChart visit={visit} days={days} />
                {visit.zone !== 'UTC' && <p class="form-text">{activity.utc(visit.zone)}</p>}
                <DayTable visit={visit} days={days} />
              </section>
              <div class="col-lg-4">
                <ActionTable visit={visit} actions={actions} kindOf={kindOf} />
              </div>
            </div>
            <section aria-labelledby="one-by-one">
              <h2 class="h5" id="one-by-one">
                {activity.listTitle}
              </h2>
              <ActivityEntries visit={visit} {...model} entries={entries} />
              <Paging visit={visit} model={model} />
            </section>
          </>
        )}
      </div>
    ),
  };
}

function FilterForm(props: { readonly visit: ConnectedVisit; readonly model: ActivityModel }) {
  const { activity } = props.visit.text;
  const { filter, choices } = props.model;
  return (
    <form
      class="row row-cols-auto g-2 align-items-end mb-4"
      method="get"
      action="/activity"
      hx-get="/activity"
      hx-trigger="change, submit"
      {...inPlace}
    >
      <div>
        <label class="form-label" for="activity-days">
          {activity.span}
        </label>
        <select class="form-select" id="activity-days" name="days">
          {spans.map((days) => (
            <option value={days} selected={days === filter.days}>
              {activity.days(days)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label class="form-label" for="activity-action">
          {activity.filter}
        </label>
        <select class="form-select activity-choice" id="activity-action" name="action">
          <option value="">{activity.everything}</option>
          {choices
            .map((action) => ({ action, words: activity.action(action) }))
            .sort((left, right) => left.words.localeCompare(right.words))
            .map(({ action, words }) => (
              <option value={action} selected={action === filter.action}>
                {words}
              </option>
            ))}
        </select>
      </div>
      <div>
        <button class="btn btn-outline-primary" type="submit">
          {activity.apply}
        </button>
      </div>
    </form>
  );
}

function Paging(props: { readonly visit: ConnectedVisit; readonly model: ActivityModel }) {
  const { activity } = props.visit.text;
  const { filter, nextCursor } = props.model;
  const { days, action, cursor } = filter;
  if (cursor === undefined && nextCursor === undefined) return null;
  const older = addressOf({ days, action, cursor: nextCursor });
  const newest = addressOf({ days, action });
  const scroll = { 'hx-swap': 'outerHTML show:#one-by-one:top' };
  return (
    <nav class="d-flex gap-3 mt-3" aria-label={activity.pages}>
      {cursor !== undefined && (
        <a href={newest} hx-get={newest} {...inPlace} {...scroll}>
          {activity.newest}
        </a>
      )}
      {nextCursor !== undefined && (
        <a class="ms-auto" href={older} hx-get={older} {...inPlace} {...scroll}>
          {activity.older}
        </a>
      )}
    </nav>
  );
}
