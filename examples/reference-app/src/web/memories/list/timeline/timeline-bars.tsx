import { scaleLinear } from 'd3-scale';
import type { Child } from 'hono/jsx';
import type { ConnectedVisit } from '../../../http/visit.js';
import { daysPath, nameOf, shortNameOf } from './period-words.js';
import type { Period, Unit } from './periods.js';

/** More could not be told apart. */
export const maxBars = 26;
const height = 160;
const labels = 5;

/** A bar for each of the last periods; each is a link to its memories. */
export function TimelineBars(props: {
  readonly visit: ConnectedVisit;
  /** The oldest first. */
  readonly periods: readonly Period[];
  readonly unit: Unit;
}) {
  const { visit, unit } = props;
  const { timeline } = visit.text.memories;
  // The newest first: a screen that is too small for all shows the newest.
  const periods = props.periods.slice(-maxBars).reverse();
  const most = Math.max(1, ...periods.map(({ count }) => count));
  const heightOf = scaleLinear([0, most], [0, height - 20]);
  const step = Math.ceil(periods.length / labels);
  return (
    <ol class="timeline-bars list-unstyled" aria-label={timeline.tableCaption}>
      {periods.map((period, index) => {
        const { count } = period;
        const bar = count === 0 ? 0 : Math.max(3, heightOf(count));
        const isLabelled = index % step === 0;
        return (
          <li>
            <BarLink visit={visit} period={period} unit={unit}>
              <svg width="100%" height={height} aria-hidden="true">
                {count === most && (
                  <text x="50%" y={height - bar - 5} text-anchor="middle">
                    {count.toLocaleString(visit.locale)}
                  </text>
                )}
                <rect x="12%" width="76%" y={height - bar} height={bar} rx="2" />
              </svg>
            </BarLink>
            <span class="timeline-label" aria-hidden="true">
              {isLabelled && shortNameOf(visit, period, unit)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function BarLink(props: {
  readonly visit: ConnectedVisit;
  readonly period: Period;
  readonly unit: Unit;
  readonly children: Child;
}) {
  const { visit, period, unit } = props;
  const label = visit.text.memories.timeline.bar(nameOf(visit, period, unit), period.count);
  const content = (
    <>
      {props.children}
      <span class="visually-hidden">{label}</span>
    </>
  );
  if (period.count === 0) return <span class="timeline-bar">{content}</span>;
  return (
    <a class="timeline-bar" href={daysPath(period)} title={label}>
      {content}
    </a>
  );
}
