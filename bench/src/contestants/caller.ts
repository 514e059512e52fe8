import type { Call } from '../scenario.js';

export interface CallerOptions {
  readonly databaseUrl: string;
  readonly encryptionKeys: string;
}

/** Makes calls in its own process. */
export interface Caller {
  /** Returns the ids of the memories found, in order, or one id per memory written. */
  make(call: Call): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type OpenCaller = (options: CallerOptions) => Promise<Caller>;
