import type { Logger } from '@picard-mcp/core/ports';
import type { Configuration } from '../configuration/configuration.js';

/** What every command of the operator's tool works with. */
export interface OperatorContext {
  readonly configuration: Configuration;
  /** Writes to standard error, so that standard output holds results alone. */
  readonly logger: Logger;
  /** Writes one line to standard output. */
  readonly print: (line: string) => void;
}
