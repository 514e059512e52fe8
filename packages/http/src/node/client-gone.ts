import { PicardError } from '@picard-mcp/core';

/** Why work for a request stops: nobody waits for its answer any more. */
export function clientGone(): PicardError {
  return new PicardError(
    'cancelled',
    'The client closed the connection before the response was complete.',
  );
}
