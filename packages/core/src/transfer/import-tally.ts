import { PicardError } from '../errors.js';
import { limits } from '../limits.js';
import type { ImportProgress, ImportReport, Refusal } from './transfer-service.js';

/** Counts what becomes of the records of one import. */
export interface ImportTally {
  refuse(line: number, error: PicardError): void;
  count(outcome: 'imported' | 'unchanged', times: number): void;
  progress(): ImportProgress;
  report(): ImportReport;
}

export function importTally(): ImportTally {
  const counts = { imported: 0, unchanged: 0 };
  const refused: Refusal[] = [];
  let refusedCount = 0;
  return {
    refuse(line, { code, message, details }) {
      refusedCount += 1;
      if (refused.length === limits.importRefusals) return;
      const field = details?.field;
      refused.push({ line, code, message, ...(typeof field === 'string' && { field }) });
    },
    count(outcome, times) {
      counts[outcome] += times;
    },
    progress: () => ({ ...counts, refusedCount }),
    report: () => ({ ...counts, refusedCount, refused }),
  };
}

export function faulty(message: string): PicardError {
  return new PicardError('invalid_input', `This record ${message}.`);
}
