/**
 * The key of a call that is to be carried out once: what the header holds, or the content of the string that it is
 * (RFC 9651 section 3.3.3, as draft-ietf-httpapi-idempotency-key-header has it). Whether it may be a key is checked
 * where it is used.
 */
export function idempotencyKey(headers: Headers): string | undefined {
  const header = headers.get('idempotency-key');
  if (header === null) return undefined;
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header) ?? [];
  return quoted === undefined ? header : quoted.replaceAll(/\\(["\\])/g, '$1');
}
