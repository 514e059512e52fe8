import type { Visit } from '../../../http/visit.js';
import { changedList, listPath, wholeList } from '../list-query.js';
import type { Period, Unit } from './periods.js';

/** What to call a period. */
export function nameOf({ text, locale }: Visit, { start }: Period, unit: Unit): string {
  const { timeline } = text.memories;
  if (unit === 'year') return start.toFormat('yyyy');
  if (unit === 'month') return start.setLocale(locale).toFormat('LLLL yyyy');
  return timeline.weekOf(start.setLocale(locale).toLocaleString({ dateStyle: 'medium' }));
}

/** The same in as little room as there is below a bar. */
export function shortNameOf({ locale }: Visit, { start }: Period, unit: Unit): string {
  if (unit === 'year') return start.toFormat('yyyy');
  const local = start.setLocale(locale);
  return local.toFormat(unit === 'month' ? 'LLL yy' : 'd LLL');
}

/** The list of the memories of a period. */
export function daysPath({ from, to }: Period): string {
  return listPath(changedList(wholeList(), { from, to }));
}
