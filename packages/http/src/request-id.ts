import { randomUUID } from 'node:crypto';

export const requestIdHeader = 'x-request-id';

const sane = /^[\w.:-]{1,128}$/;

/** The identifier that a proxy in front gave the request, if it is fit for logs, or a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(requestIdHeader);
  return given !== null && sane.test(given) ? given : randomUUID();
}
