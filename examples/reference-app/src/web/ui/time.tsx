import type { Visit } from '../http/visit.js';

type Style = 'date' | 'time';

/** A point in time as the visitor reads it, in the visitor's time zone. */
export function Time(props: {
  readonly visit: Visit;
  /** ISO 8601 with `Z`. */
  readonly at: string | Date;
  /** `date`: the day alone; `time`: with hour and minute. */
  readonly style?: Style;
}) {
  const { visit, at, style = 'time' } = props;
  const date = new Date(at);
  return (
    <time datetime={date.toISOString()} title={formatTime(visit, date, 'time')}>
      {formatTime(visit, date, style)}
    </time>
  );
}

export function formatTime(
  { locale, zone }: Pick<Visit, 'locale' | 'zone'>,
  at: Date,
  style: Style = 'time',
): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(style === 'time' && { timeStyle: 'short' }),
    timeZone: zone,
  }).format(at);
}
