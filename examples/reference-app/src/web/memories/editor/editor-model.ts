import type { FormErrors } from '../../http/forms.js';
import type { ConnectedVisit } from '../../http/visit.js';
import type { Person } from '../../people/people.js';
import type { Choices } from './choices.js';
import type { MemoryForm } from './memory-form.js';

export interface Notice {
  readonly kind: 'danger' | 'warning' | 'info';
  readonly message: string;
}

/** What the editor shows. */
export interface EditorModel {
  readonly visit: ConnectedVisit;
  /** Absent for a new memory. */
  readonly memoryId: string | undefined;
  readonly form: MemoryForm;
  readonly errors: FormErrors;
  readonly notice?: Notice | undefined;
  /** Absent while the server does not answer: what is chosen stays chosen. */
  readonly choices: Choices | undefined;
  /** Those who are chosen, as far as they are known. */
  readonly people: readonly Person[];
  readonly isPreviewed?: boolean;
  /** It stands in the place of the memory's card, in the page at `form.next`. */
  readonly isInPlace?: boolean;
  /** For a new memory while another of the same submission is there: offers to change that one. */
  readonly savedId?: string | undefined;
}
