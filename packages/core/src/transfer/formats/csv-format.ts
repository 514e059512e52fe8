import { stringify } from 'csv-stringify/sync';
import { type MemoryRecord, recordFields } from '../memory-record.js';
import { neutralised } from '../spreadsheet-formula.js';
import type { TransferFormat } from '../transfer-format.js';
import { readCsv } from './csv-records.js';

/** RFC 4180, every cell in quotes. Lists and objects are written as JSON; an empty cell is an absent value. */
export const csvFormat: TransferFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  begin: `${recordFields.join(',')}\r\n`,
  end: '',
  write: (records) => stringify(records.map(cellsOf), { quoted: true, record_delimiter: '\r\n' }),
  read: readCsv,
};

function cellsOf(record: MemoryRecord): string[] {
  return recordFields.map((field) => neutralised(cellOf(record[field])));
}

function cellOf(value: MemoryRecord[keyof MemoryRecord]): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
