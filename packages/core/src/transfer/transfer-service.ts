import type { ErrorCode } from '../errors.js';
import type { CallOptions } from '../memory/memory-service.js';
import type { FormatName } from './formats/formats.js';
import type { ExportInput, ExportPageInput, ImportInput } from './transfer-input.js';

export interface ExportPage {
  readonly format: FormatName;
  /** A complete file of the format. */
  readonly content: string;
  /** The number of memories in the file. */
  readonly count: number;
  /** Opaque; pass it back as `cursor` with the same filters. Absent on the last page. */
  readonly nextCursor: string | undefined;
}

/** A record that was not imported, and why. */
export interface Refusal {
  /** Where the record begins in the file, counted from 1. */
  readonly line: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** The field that is wrong, where it is one; also named in the message. */
  readonly field?: string;
}

export interface ImportProgress {
  /** The number of new memories. They stay stored even if the import fails later. */
  readonly imported: number;
  /** Records of memories that were there already, which stay as they are. */
  readonly unchanged: number;
  readonly refusedCount: number;
}

export interface ImportReport extends ImportProgress {
  /** The first 1,000 refusals, in the order of the file. */
  readonly refused: readonly Refusal[];
}

export interface ImportOptions extends CallOptions {
  /** Called with the progress after each batch that was written. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Takes a user's memories out and in, as files. Errors are `PicardError`s. */
export interface TransferService {
  /**
   * The caller's own memories as one file, the oldest first, in pieces of whole records. It holds a few
   * hundred memories at a time, however many there are. A file that was not read to its end without an error is
   * not complete. What is wrong with the call comes out at the first piece.
   */
  export(input: ExportInput, options?: CallOptions): AsyncIterable<string>;
  /** The same in pages, each a complete file by itself. */
  exportPage(input: ExportPageInput): Promise<ExportPage>;
  /**
   * Imports a file into the caller's memories, in batches of at most 500. Each batch is committed when it is written,
   * and importing the same file again continues where an earlier import stopped.
   *
   * A record of the caller's own (or of nobody in particular) keeps its id and times; its permission too,
   * without groups that the caller no longer belongs to. A record of another owner comes in as private, under an
   * id that follows from the caller and the record. A record without an id gets one that follows from its content.
   * Where a memory of that id is there already, it stays as it is and counts as unchanged. Nothing else of
   * an expired memory is refused. A record that is not valid is reported; the others go in.
   *
   * @throws PicardError `invalid_input` when the content is not a file of the format at all; `cancelled`.
   */
  import(input: ImportInput, options?: ImportOptions): Promise<ImportReport>;
}
