import type { Visit } from '../../http/visit.js';
import { formatTime } from '../../ui/time.js';
import { fromLocal, toLocal } from '../../ui/when/local-time.js';
import { type PhraseMeaning, readPhrase } from '../../ui/when/phrase.js';
import type { MemoryForm } from './memory-form.js';
import type { MemoryState } from './memory-state.js';

/** What the editor's fields for the expiry mean. */
export interface UnderstoodExpiry {
  /** ISO 8601 with `Z`; `undefined`: never, or unknown because of `error`. */
  readonly expiresAt: string | undefined;
  readonly error?: string;
  /** What the phrase means has not been shown yet. */
  readonly isNew?: boolean;
}

type Fields = Pick<
  MemoryForm,
  'expiry' | 'expiresTime' | 'expiresPhrase' | 'understoodAt' | 'zone'
>;

/** Beyond it times are written in a way that no server reads. */
const lastYear = 9998;

/** @param before the expiry that the memory has: it may stay, to the millisecond, even when it has passed. */
export function understandExpiry(
  form: Fields,
  visit: Pick<Visit, 'text' | 'now' | 'locale'>,
  before: MemoryState['expiresAt'],
): UnderstoodExpiry {
  if (form.expiry === 'at') return understandTime(form, visit, before);
  if (form.expiry === 'phrase') return understandTyped(form, visit);
  return { expiresAt: undefined };
}

/** What a phrase means: what it was shown to mean, as long as that lies ahead. */
export function meaningOf(
  { expiresPhrase, understoodAt, zone }: Fields,
  { now, locale }: Pick<Visit, 'now' | 'locale'>,
): PhraseMeaning & { readonly isNew: boolean } {
  const [time = '', ...words] = understoodAt.split(' ');
  const shown = new Date(time);
  const isShown =
    words.join(' ') === expiresPhrase.trim() && shown > now && shown.getUTCFullYear() <= lastYear;
  if (isShown) return { at: shown, isNew: false };
  return { ...readPhrase(expiresPhrase, { now, zone, locale }), isNew: true };
}

function understandTyped(
  form: Fields,
  visit: Pick<Visit, 'text' | 'now' | 'locale'>,
): UnderstoodExpiry {
  const { editor } = visit.text.memories;
  if (form.expiresPhrase.trim() === '') return wrong(editor.phraseMissing);
  const meaning = meaningOf(form, visit);
  if ('never' in meaning) return { expiresAt: undefined };
  if ('problem' in meaning) return wrong(editor.phraseProblems[meaning.problem]);
  return { expiresAt: meaning.at.toISOString(), isNew: meaning.isNew };
}

function understandTime(
  { expiresTime, zone }: Fields,
  visit: Pick<Visit, 'text' | 'now' | 'locale'>,
  before: string | undefined,
): UnderstoodExpiry {
  const { editor } = visit.text.memories;
  if (before !== undefined && expiresTime === toLocal(before, zone)) return { expiresAt: before };
  if (expiresTime === '') return wrong(editor.timeMissing);
  const read = fromLocal(expiresTime, zone);
  if ('at' in read) {
    if (read.at.getUTCFullYear() > lastYear) return wrong(editor.phraseProblems.too_far);
    return read.at <= visit.now ? wrong(editor.timePast) : { expiresAt: read.at.toISOString() };
  }
  if (read.problem === 'malformed') return wrong(editor.timeMalformed);
  return wrong(editor.timeSkipped(zone, formatTime({ ...visit, zone }, read.next)));
}

function wrong(error: string): UnderstoodExpiry {
  return { expiresAt: undefined, error };
}
