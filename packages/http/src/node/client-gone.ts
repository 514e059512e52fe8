import { PicardError } from '@picard-mcp/core';

/** The reason to abort the work for a request: the client closed the connection. */
export function clientGone(): PicardError {
  return new PicardError(
    'cancelled',
    'The client closed the connection before the response was complete.',
  );
}
