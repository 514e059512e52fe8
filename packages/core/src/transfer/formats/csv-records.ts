import { pipeline, Readable } from 'node:stream';
import { type CsvError, type InfoField, parse } from 'csv-parse';
import { invalidField } from '../../invalid-input.js';
import { limits } from '../../limits.js';
import { recordFields } from '../memory-record.js';
import { restored } from '../spreadsheet-formula.js';
import type { Entry } from '../transfer-format.js';
import { headedText } from './csv-header-line.js';

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** A row that could not be read. */
interface Skipped {
  readonly skipped: CsvError & Partial<InfoField>;
}

/** The rows below a header whose names are fields of a record, in any order. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<Entry> {
  const { delimiter, all } = await headedText(text);
  const rows = parsedRows(all, delimiter);
  let header: readonly string[] | undefined;
  let skippedLine = 0;
  let returnsBefore = 0;
  for await (const row of rows) {
    if ('skipped' in row) {
      const line = Math.max(1, (row.skipped.lines ?? 1) - returnsBefore);
      // One bad row can be complained of more than once.
      if (line !== skippedLine) yield { line, fault: reasonOf(row.skipped) };
      skippedLine = line;
      if (row.skipped.code === 'CSV_MAX_RECORD_SIZE') return;
      continue;
    }
    // The parser says where a row ends, and counts carriage returns within quotes as lines of their own.
    const returns = count(row.record, '\r');
    const line = row.info.lines - returnsBefore - returns - count(row.record, '\n');
    returnsBefore += returns;
    if (!header) {
      header = row.record.map((name) => name.trim().toLowerCase());
      const fault = headerFault(header);
      if (fault !== undefined) throw invalidField('content', `line ${line}: ${fault}`);
      continue;
    }
    yield rowEntry(line, header, row.record);
  }
  if (!header) throw invalidField('content', 'must begin with a header line');
}

function parsedRows(text: AsyncIterable<string>, delimiter: string): AsyncIterable<Row | Skipped> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: limits.record,
    skip_records_with_error: true,
    on_skip(error) {
      if (error) parser.push({ skipped: error });
      return undefined;
    },
  });
  // A failure of the source is propagated to the reader of the parser.
  pipeline(Readable.from(text), parser, () => undefined);
  return parser;
}

function rowEntry(line: number, header: readonly string[], cells: readonly string[]): Entry {
  // Too few are as bad as too many: the row may have been cut off.
  if (cells.length !== header.length) {
    return { line, fault: `has ${cells.length} cells; the header has ${header.length}` };
  }
  const value: Record<string, unknown> = {};
  for (const [index, field] of header.entries()) {
    const cell = restored(cells[index] ?? '');
    if (field === 'text') value.text = cell;
    else if (cell.trim() !== '') value[field] = field in readers ? readers[field]?.(cell) : cell;
  }
  return { line, value };
}

/** Cells that hold more than a text. What is not JSON is left to be refused, with the field's name. */
const readers: Readonly<Record<string, (cell: string) => unknown>> = {
  metadata: jsonOr,
  shared_with: jsonOr,
  tags: (cell) =>
    cell.trim().startsWith('[')
      ? jsonOr(cell)
      : cell
          .split(/[,;]/)
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
};

function jsonOr(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

const known: ReadonlySet<string> = new Set([
  ...recordFields,
  'is_expired',
  'embedding_status',
  'score',
]);

function headerFault(header: readonly string[]): string | undefined {
  const stranger = header.find((name) => !known.has(name));
  const names = `a file has these columns, "text" at least: ${recordFields.join(', ')}`;
  if (stranger !== undefined) return `there is no column "${stranger.slice(0, 64)}"; ${names}`;
  if (!header.includes('text')) return `there is no column "text"; ${names}`;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  return twice === undefined ? undefined : `the column "${twice}" is there twice`;
}

function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `is longer than ${limits.record} characters; nothing after it was read`;
  }
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'has a quote that is not closed before the file ends';
  return 'has quotes in the wrong places';
}

function count(cells: readonly string[], character: string): number {
  return cells.reduce((sum, cell) => sum + cell.split(character).length - 1, 0);
}
