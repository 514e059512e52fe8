import type { FormErrors } from '../../../http/forms.js';
import type { Memory } from '../../../memory-service/tools.js';
import type { Action } from './bulk-form.js';
import type { PermissionWish } from './wishes.js';

/** What somebody wants to do with several memories, and what is still to be asked. */
export interface Asked {
  readonly action: Action;
  /** Page of the list to go back to. */
  readonly back: string;
  readonly ids: readonly string[];
  /** Those of them that could be read. */
  readonly memories: readonly Memory[];
  /** How many they are, if they are named by a filter and not by their ids. */
  readonly count?: number;
  /** What the form carries to name them by a filter. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly note?: string;
  /** What was answered already. */
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly errors?: FormErrors;
  /** Why it could not be done just now. */
  readonly problem?: string;
  /** What is to be confirmed. */
  readonly sure?: PermissionWish;
}

/** What was answered to a question, as it was typed. */
export function typedAs({ typed = {} }: Asked, name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
}
