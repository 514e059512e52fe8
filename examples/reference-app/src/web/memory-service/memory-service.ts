import type { Answer, Input, Output, Tool } from './tools.js';

export interface CallOptions {
  /** Ends the call when the visitor is gone. */
  readonly signal?: AbortSignal;
}

export interface ToolCallOptions extends CallOptions {
  /**
   * Sends an `Idempotency-Key` that the input determines: a call that changes something is carried out once in a day,
   * and returns again what it returned the first time.
   */
  readonly isIdempotent?: boolean;
}

export interface AskOptions extends CallOptions {
  /** Called with each piece of the answer while it is written. */
  readonly onText: (text: string) => void;
}

/** Counts of an import while it runs, and what it came to. */
export type ImportReport = Output<'import_memories'>;
export type ImportProgress = Readonly<Record<string, unknown>>;

/** The memory server in the name of one user. Everything throws `ServiceError` and nothing else. */
export interface MemoryService {
  /** One operation of the server's catalogue. */
  call<Name extends Tool>(
    tool: Name,
    data: Input<Name>,
    options?: ToolCallOptions,
  ): Promise<Output<Name>>;
  /** Asks any persona, with the text of the answer while it is written. */
  ask(question: Input<'query_persona'>, options: AskOptions): Promise<Answer>;
  /** A file of the user: `/api/export?…` or `/api/users/me/export`. The body is to be read or cancelled. */
  download(path: string, options?: CallOptions): Promise<Response>;
  /** Sends a file to `/api/import`; `onProgress` hears of each batch. */
  importFile(
    format: 'json' | 'jsonl' | 'csv' | 'markdown',
    content: Uint8Array,
    options?: CallOptions & { readonly onProgress?: (progress: ImportProgress) => void },
  ): Promise<ImportReport>;
  /** Erases the user's account at the server with everything in it. `username` confirms it. */
  eraseAccount(username: string): Promise<void>;
}

/** The memory server in the name of any user of the application. */
export type MemoryServices = (userId: string) => MemoryService;
