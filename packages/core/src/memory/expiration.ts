import type { PicardError } from '../errors.js';
import { invalidField } from '../invalid-input.js';
import type { Clock } from '../ports/clock.js';

/** @throws PicardError `invalid_input` for a time that has passed. */
export function requireFuture(clock: Clock, date: Date | null | undefined): void {
  if (date && date <= clock.now()) throw expirationPassed();
}

/** The refusal of an expiration date that has passed. */
export function expirationPassed(): PicardError {
  return invalidField('expirationDate', 'must be in the future');
}
