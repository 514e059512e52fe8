export interface Column {
  readonly title: string;
  readonly width: number;
}

/** Lines of a table whose first column is text and the others are figures. */
export function tableLines(
  heading: string,
  columns: readonly Column[],
  rows: readonly (readonly [name: string, ...figures: readonly string[]])[],
): readonly string[] {
  const nameWidth = Math.max(40, heading.length, ...rows.map(([name]) => name.length + 2));
  const line = (name: string, figures: readonly string[]) =>
    name.padEnd(nameWidth) +
    columns.map(({ width }, index) => (figures[index] ?? '').padStart(width)).join('');
  return [
    line(
      heading,
      columns.map(({ title }) => title),
    ),
    ...rows.map(([name, ...figures]) => line(`  ${name}`, figures).trimEnd()),
  ];
}

/** A number with about three digits that matter. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
