import type { Visit } from '../http/visit.js';
import { formatDay } from './activity-chart.js';
import type { DayCounts } from './day-counts.js';
import { KindSwatch } from './kind-patterns.js';
import { actionKinds } from './kinds.js';

/** The numbers of the chart; days on which nothing was done are left out. */
export function DayTable(props: { readonly visit: Visit; readonly days: readonly DayCounts[] }) {
  const { visit, days } = props;
  const { activity } = visit.text;
  const number = (count: number) => count.toLocaleString(visit.locale);
  return (
    <details class="mt-3">
      <summary>{activity.asTable}</summary>
      <section class="table-responsive" tabindex={0} aria-labelledby="day-table">
        <table class="table table-sm mt-2 mb-0">
          <caption class="visually-hidden" id="day-table">
            {activity.dayTable}
          </caption>
          <thead>
            <tr>
              <th scope="col">{activity.day}</th>
              {actionKinds.map((kind) => (
                <th scope="col" class="text-end">
                  {activity.kind(kind)}
                </th>
              ))}
              <th scope="col" class="text-end">
                {activity.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ total }) => total > 0)
              .toReversed()
              .map(({ day, byKind, total }) => (
                <tr>
                  <th scope="row" class="text-nowrap">
                    {formatDay(visit, day)}
                  </th>
                  {actionKinds.map((kind) => (
                    <td class="text-end">{number(byKind[kind])}</td>
                  ))}
                  <td class="text-end fw-semibold">{number(total)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** How often each thing was done. */
export function ActionTable(props: {
  readonly visit: Visit;
  readonly actions: readonly { readonly action: string; readonly count: number }[];
  readonly kindOf: (action: string) => (typeof actionKinds)[number];
}) {
  const { visit, actions, kindOf } = props;
  const { activity } = visit.text;
  return (
    <section class="action-table" tabindex={0} aria-labelledby="action-table">
      <table class="table table-sm mb-0">
        <caption class="caption-top fw-semibold text-body pt-0" id="action-table">
          {activity.byAction}
        </caption>
        <thead>
          <tr>
            <th scope="col">{activity.what}</th>
            <th scope="col" class="text-end">
              {activity.times}
            </th>
          </tr>
        </thead>
        <tbody>
          {actions.map(({ action, count }) => (
            <tr>
              <th scope="row" class="fw-normal">
                <KindSwatch kind={kindOf(action)} /> {activity.action(action)}
              </th>
              <td class="text-end">{count.toLocaleString(visit.locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
