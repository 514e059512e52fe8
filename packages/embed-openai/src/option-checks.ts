import { PicardError } from '@picard-mcp/core';
import { parseUrl } from '@picard-mcp/core/operations';

/**
 * The value, if it is a whole number from `min` to `max`.
 *
 * @throws PicardError `invalid_input` naming the option.
 */
export function wholeNumber(
  option: string,
  value: number,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
  throw refused(option, `is ${value}; it must be a whole number ${range}`);
}

/** The address, if a request can be sent there. @throws PicardError `invalid_input` naming the option. */
export function serviceAddress(option: string, value: string): URL {
  const address = parseUrl(value);
  if (!address || !/^https?:$/.test(address.protocol)) {
    throw refused(option, 'must be an http or https URL');
  }
  if (address.username || address.password || address.search || address.hash) {
    throw refused(option, 'must not hold a user, a query or a fragment');
  }
  return address;
}

/**
 * The key, if it can be sent in a header. The message never shows it.
 *
 * @throws PicardError `invalid_input` naming the option.
 */
export function serviceKey(option: string, value: string): string {
  // A line break copied along with the key would otherwise come back inside a library's error text.
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw refused(option, 'must be one word of visible ASCII characters');
}

function refused(option: string, reason: string): PicardError {
  return new PicardError('invalid_input', `${option} ${reason}.`, { details: { field: option } });
}
