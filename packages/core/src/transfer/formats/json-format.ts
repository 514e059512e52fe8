import type { TransferFormat } from '../transfer-format.js';
import { jsonElements } from './json-elements.js';

/**
 * One JSON list of records. A file that was cut off is not valid JSON. Reads also an object that has the list
 * under `memories`, at any depth, such as a response of the API.
 */
export const jsonFormat: TransferFormat = {
  mediaType: 'application/json',
  extension: 'json',
  begin: '[',
  end: '\n]\n',
  write: (records, isFirst) =>
    records
      .map((record, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(record)}`)
      .join(''),
  read: jsonElements,
};
