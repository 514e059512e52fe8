import type { Logger } from '@picard-mcp/core/ports';
import { pino } from 'pino';
import { describeError } from './describe-error.js';
import { terminalLines } from './terminal-lines.js';

/**
 * A log of one JSON object for each line, or of plain lines where `stream` is a terminal. Of errors it
 * shows what names the fault, and never a driver's details, which can hold values of rows.
 */
export function createLogger(stream: NodeJS.WriteStream & { readonly fd: number }): Logger {
  const destination = stream.isTTY
    ? terminalLines(stream)
    : pino.destination({ fd: stream.fd, sync: true });
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: describeError, error: describeError },
    },
    destination,
  );
}
