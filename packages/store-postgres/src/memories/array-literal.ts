/**
 * Texts as one PostgreSQL array literal. For columns of arrays: an array of arrays would have to be
 * rectangular, an array of literals need not be.
 */
export function arrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
