import type { Call } from '../scenario.js';

export interface CallerOptions {
  readonly databaseUrl: string;
  readonly encryptionKeys: string;
}

/** Makes calls in its own process. */
export interface Caller {
  /** Answers the ids of the memories that were found, in order, or one for each that was written. */
  make(call: Call): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type OpenCaller = (options: CallerOptions) => Promise<Caller>;
