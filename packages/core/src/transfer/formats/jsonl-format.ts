import { linesOf, tooLong } from '../lines.js';
import type { Entry, TransferFormat } from '../transfer-format.js';

/** JSON Lines: one record in each line. */
export const jsonlFormat: TransferFormat = {
  mediaType: 'application/x-ndjson',
  extension: 'jsonl',
  begin: '',
  end: '',
  write: (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  async *read(text) {
    for await (const { number, text: line, isTooLong } of linesOf(text)) {
      if (isTooLong) yield { line: number, fault: tooLong };
      else if (line.trim() !== '') yield parsedEntry(number, line);
    }
  },
};

/** A record that lies in the file as JSON. */
export function parsedEntry(line: number, json: string): Entry {
  try {
    return { line, value: JSON.parse(json) };
  } catch {
    return { line, fault: 'is not valid JSON' };
  }
}
