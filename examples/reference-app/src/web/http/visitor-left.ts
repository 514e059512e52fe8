import type { Response } from 'express';

/** Aborts when the visitor goes away before the answer is through, so that nobody works for nothing. */
export function visitorLeft(response: Response): AbortSignal {
  const leaving = new AbortController();
  // They may have gone while the request was looked at.
  if (response.closed && !response.writableFinished) leaving.abort();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  return leaving.signal;
}
