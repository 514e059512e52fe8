/** The values of a statement under construction, and their placeholders. */
export interface Parameters {
  readonly values: readonly unknown[];
  /** A placeholder that the planner sees through when it plans for these very values. */
  open(value: unknown, type: string): string;
  /**
   * A placeholder that the planner never sees through. A statement that holds no other has one plan,
   * whether it is planned for its values or for all of them, so that a prepared statement settles on that
   * plan and costs no more planning.
   */
  hidden(value: unknown, type: string): string;
}

/** The first moment that a `timestamptz` can hold, 24 November 4714 BC; a `Date` goes back further. */
const earliest = new Date(-210_866_803_200_000);

export function parameters(): Parameters {
  const values: unknown[] = [];
  function open(value: unknown, type: string): string {
    values.push(value instanceof Date && value < earliest ? earliest : value);
    return `$${values.length}::${type}`;
  }
  return { values, open, hidden: (value, type) => `(select ${open(value, type)})` };
}
