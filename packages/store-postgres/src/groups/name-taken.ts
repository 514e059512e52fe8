import { PicardError } from '@picard-mcp/core';

/** The owner has another group of that name. */
export function nameTaken(name: string | undefined, cause?: unknown): PicardError {
  return new PicardError('conflict', `You already have a group named ${JSON.stringify(name)}.`, {
    details: { field: 'name' },
    cause,
  });
}
