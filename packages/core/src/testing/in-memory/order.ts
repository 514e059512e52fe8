/** Orders texts by their code points, as a store does whose order must not depend on a locale. */
export function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** The distinct values in the order of their code points. */
export function sortedSet<Value extends string>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)].sort(byCodePoint);
}
