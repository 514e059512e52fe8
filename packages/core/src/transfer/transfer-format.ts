import type { MemoryRecord } from './memory-record.js';

/** One record of a file as its format gives it, not yet checked; or why there is none to check. */
export type Entry = {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
} & (
  | { readonly value: unknown }
  | {
      /** What is wrong with it, in words that go on after a colon. */
      readonly fault: string;
    }
);

/** A way to write memories down. What it writes it reads back exactly. */
export interface TransferFormat {
  readonly mediaType: string;
  /** Of file names, without the dot. */
  readonly extension: string;
  /** What a file begins with. */
  readonly begin: string;
  /** What a file ends with. */
  readonly end: string;
  /** Some records in the middle of a file; `isFirst` when no record was written before. */
  write(records: readonly MemoryRecord[], isFirst: boolean): string;
  /**
   * The records of a file in its order. Never holds more of the file than one record of the greatest size and
   * a piece of the text. An invalid record does not prevent the next from being read, if the format
   * shows where the next begins.
   */
  read(text: AsyncIterable<string>): AsyncIterable<Entry>;
}
