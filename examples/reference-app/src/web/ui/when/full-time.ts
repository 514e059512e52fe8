import type { Visit } from '../../http/visit.js';

/** A point in time with its weekday and zone, for whoever has to be sure that it is the right one. */
export function fullTime(
  { locale, zone }: Pick<Visit, 'locale' | 'zone'>,
  at: Date | string,
): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(new Date(at));
}
