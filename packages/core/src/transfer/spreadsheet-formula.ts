/**
 * Spreadsheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, or with a tab or a line break, which
 * they drop. A program whose separator is the semicolon may even see a cell begin in the middle of one, after a
 * semicolon, tab or line break. At each such place an apostrophe is put in front, which makes text of it. Where
 * apostrophes are already present, one more is prepended, so that removing one restores
 * exactly what was there.
 */
const separators = ';\\t\\r\\n';
const trigger = `(?:(?![${separators}])[\\s\\p{Cf}\\p{Cc}])*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]`;
const cellStart = `(?:${trigger}|[\\t\\r\\n])`;

const unprotected = new RegExp(`^(?='*${cellStart})|(?<=[${separators}])(?='*${trigger})`, 'gu');
const protectedPlace = new RegExp(
  `^'(?='*${cellStart})|(?<=[${separators}])'(?='*${trigger})`,
  'gu',
);

/** A cell that no spreadsheet takes for a formula. */
export function neutralised(cell: string): string {
  return cell.replace(unprotected, "'");
}

/** What `neutralised` was given. Other texts are left as they are, unless an apostrophe guards a formula in them. */
export function restored(cell: string): string {
  return cell.replace(protectedPlace, '');
}
