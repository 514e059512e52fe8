import { scaleBand, scaleLinear } from 'd3-scale';
import type { Visit } from '../http/visit.js';
import type { DayCounts } from './day-counts.js';
import { KindPatterns, KindSwatch } from './kind-patterns.js';
import { actionKinds } from './kinds.js';

const height = 200;
const foot = 24;
const head = 8;
const fewestTicks = 4;

/** Bars for every day, one piece for each kind. Widths are parts of whatever there is; heights are pixels. */
export function ActivityChart(props: {
  readonly visit: Visit;
  readonly days: readonly DayCounts[];
}) {
  const { visit, days } = props;
  const { activity } = visit.text;
  const most = Math.max(fewestTicks, ...days.map(({ total }) => total));
  const y = scaleLinear([0, most], [height, head]).nice(fewestTicks);
  const x = scaleBand(
    days.map(({ day }) => day),
    [0, 100],
  ).padding(days.length > 40 ? 0.15 : 0.25);
  const ticks = y.ticks(fewestTicks).filter(Number.isInteger);
  const total = days.reduce((all, day) => all + day.total, 0);
  const percent = (part: number) => `${part.toFixed(3)}%`;

  return (
    <figure class="mb-0">
      <figcaption class="mb-2">{activity.chart(total, days.length)}</figcaption>
      <div class="activity-chart">
        <svg class="activity-axis" width="40" height={height + foot} aria-hidden="true">
          {ticks.map((tick) => (
            <text x="34" y={y(tick) + 4} text-anchor="end">
              {tick.toLocaleString(visit.locale)}
            </text>
          ))}
        </svg>
        <svg
          class="activity-plot"
          width="100%"
          height={height + foot}
          role="img"
          aria-label={`${activity.chartTitle}: ${activity.chart(total, days.length)}`}
        >
          <KindPatterns />
          {ticks.map((tick) => (
            <line class="activity-grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {days.map((day) => (
            <DayBar
              visit={visit}
              day={day}
              x={percent(x(day.day) ?? 0)}
              width={percent(x.bandwidth())}
              y={y}
            />
          ))}
          {labelled(days).map(({ day, anchor }) => (
            <text
              x={percent(
                anchor === 'start' ? 0 : anchor === 'end' ? 100 : (x(day) ?? 0) + x.bandwidth() / 2,
              )}
              y={height + 18}
              text-anchor={anchor}
            >
              {formatDay(visit, day)}
            </text>
          ))}
        </svg>
      </div>
      <ul class="list-inline small mt-2 mb-0" aria-label={activity.legend}>
        {actionKinds.map((kind) => (
          <li class="list-inline-item me-3">
            <KindSwatch kind={kind} /> {activity.kind(kind)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function DayBar(props: {
  readonly visit: Visit;
  readonly day: DayCounts;
  readonly x: string;
  readonly width: string;
  readonly y: (count: number) => number;
}) {
  const { visit, day, x, width, y } = props;
  const { activity } = visit.text;
  const pieces = actionKinds.filter((kind) => day.byKind[kind] > 0);
  const below = (index: number) =>
    pieces.slice(0, index).reduce((sum, kind) => sum + day.byKind[kind], 0);
  return (
    <g>
      {pieces.map((kind, index) => {
        const count = day.byKind[kind];
        const top = y(below(index) + count);
        return (
          <rect
            class="activity-bar"
            x={x}
            y={top}
            width={width}
            height={y(below(index)) - top}
            fill={`url(#kind-${kind})`}
          >
            <title>{activity.bar(formatDay(visit, day.day), activity.kind(kind), count)}</title>
          </rect>
        );
      })}
    </g>
  );
}

/** The days whose names there is room for below the bars. */
function labelled(
  days: readonly DayCounts[],
): readonly { readonly day: string; readonly anchor: 'start' | 'middle' | 'end' }[] {
  if (days.length <= 7) return days.map(({ day }) => ({ day, anchor: 'middle' }));
  const at = (index: number) => days[index]?.day ?? '';
  const last = days.length - 1;
  return [
    { day: at(0), anchor: 'start' },
    { day: at(Math.round(last / 3)), anchor: 'middle' },
    { day: at(Math.round((last * 2) / 3)), anchor: 'middle' },
    { day: at(last), anchor: 'end' },
  ];
}

/** A day of UTC in the visitor's language. */
export function formatDay({ locale }: Pick<Visit, 'locale'>, day: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(day));
}
