import { allows } from '../../../connection/connection.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import { EmptyState } from '../../../ui/empty-state.js';
import type { Page } from '../../../ui/page.js';
import { formatTime } from '../../../ui/time.js';
import { ListTabs } from '../list-tabs.js';
import { daysPath, nameOf } from './period-words.js';
import { type Period, type Unit, units } from './periods.js';
import { maxBars, TimelineBars } from './timeline-bars.js';

export interface TimelineModel {
  /** The oldest first. */
  readonly periods: readonly Period[];
  readonly unit: Unit;
  /** How many memories were counted. */
  readonly count: number;
  /** Whether these are all. */
  readonly isAll: boolean;
}

/** Memories over time: bars to look at, and a table to read. */
export function timelinePage(visit: ConnectedVisit, model: TimelineModel): Page {
  const { timeline } = visit.text.memories;
  const { periods, unit, count, isAll } = model;
  const [oldest] = periods;
  return {
    title: timeline.title,
    body: (
      <>
        <h1 class="h3 mb-3">{timeline.title}</h1>
        <ListTabs visit={visit} here="timeline" />
        {oldest === undefined ? (
          <EmptyState title={timeline.empty} text={timeline.emptyText}>
            {allows(visit.connection, 'memories:write') && (
              <a class="btn btn-primary" href="/memories/new">
                {timeline.write}
              </a>
            )}
          </EmptyState>
        ) : (
          <>
            <p class="text-body-secondary">{timeline.lead}</p>
            {!isAll && (
              <p class="alert alert-info py-2">
                {timeline.bounded(count, formatTime(visit, oldest.start.toJSDate(), 'date'))}
              </p>
            )}
            <Units visit={visit} unit={unit} />
            <TimelineBars visit={visit} periods={periods} unit={unit} />
            {periods.length > maxBars && <p class="form-text">{timeline.boundedBars(maxBars)}</p>}
            <p class="form-text">{timeline.zone(visit.zone)}</p>
            <details class="mt-3">
              <summary>{timeline.table}</summary>
              <PeriodTable visit={visit} periods={periods} unit={unit} />
            </details>
          </>
        )}
      </>
    ),
  };
}

function Units({ visit, unit }: { readonly visit: ConnectedVisit; readonly unit: Unit }) {
  const { timeline } = visit.text.memories;
  return (
    <nav class="mb-2" aria-label={timeline.by}>
      <ul class="nav nav-underline timeline-units">
        {units.map((each) => (
          <li class="nav-item">
            <a
              class={`nav-link px-2 ${each === unit ? 'active' : ''}`}
              href={`/memories/timeline?by=${each}`}
              aria-current={each === unit ? 'true' : undefined}
            >
              {timeline.by} {timeline[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PeriodTable(props: {
  readonly visit: ConnectedVisit;
  readonly periods: readonly Period[];
  readonly unit: Unit;
}) {
  const { visit, periods, unit } = props;
  const { timeline } = visit.text.memories;
  return (
    <table class="table table-sm period-table mt-2">
      <caption class="visually-hidden">{timeline.tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{timeline.period}</th>
          <th scope="col" class="text-end">
            {timeline.memories}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...periods]
          .reverse()
          .filter(({ count }) => count > 0)
          .map((period) => (
            <tr>
              <th scope="row" class="fw-normal">
                <a href={daysPath(period)}>{nameOf(visit, period, unit)}</a>
              </th>
              <td class="text-end">{period.count.toLocaleString(visit.locale)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
