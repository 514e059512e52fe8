import type { FormErrors } from '../http/forms.js';

export type SectionName = 'account' | 'appearance' | 'password' | 'profile';

/** A form of the settings that was not saved: what is wrong with it, and what was typed. */
export interface UnsavedForm {
  readonly section: SectionName;
  readonly errors: FormErrors;
  readonly typed: Readonly<Record<string, string>>;
  /** What is wrong with all of it. */
  readonly error?: string;
  /** HTTP status; 422 if absent. */
  readonly status?: number;
}

/** What a section shows of a form that was not saved. */
export interface SectionState {
  readonly errors: FormErrors;
  /** Absent: nothing was typed, and what is stored is shown. */
  readonly typed: Readonly<Record<string, string>> | undefined;
  readonly error: string | undefined;
}

export function stateOf(
  section: SectionName,
  unsaved: UnsavedForm | undefined,
  checkFields: string,
): SectionState {
  if (unsaved?.section !== section) return { errors: {}, typed: undefined, error: undefined };
  const { errors, typed } = unsaved;
  return { errors, typed, error: unsaved.error ?? checkFields };
}
