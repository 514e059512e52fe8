import { readBody } from '@picard-mcp/http';
import { OAuthError } from './oauth-error.js';
import type { OAuthExchange } from './oauth-exchange.js';

/** Parameters of a request. Each occurs at most once; only `resource` may be repeated. */
export interface Parameters {
  /**
   * `undefined` when it is absent or without a value, which is the same (RFC 6749 section 3.1).
   *
   * @throws OAuthError `invalid_target` for a `resource` with several values: ask for `all` of them.
   */
  get(name: string): string | undefined;
  /** @throws OAuthError `invalid_request` when it is absent. */
  require(name: string): string;
  /** Every different value of a parameter that may be repeated, in order (RFC 8707 section 2). */
  all(name: 'resource'): readonly string[];
}

/** More than any request of OAuth needs. */
const maxBytes = 64 * 1024;

/**
 * The fields of a form (`application/x-www-form-urlencoded`).
 *
 * @throws OAuthError `invalid_request` for another content type, a repeated field, or a field with a NUL
 *   character; PicardError `payload_too_large` for more than 64 KiB.
 */
export async function readForm({ request }: Pick<OAuthExchange, 'request'>): Promise<Parameters> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw new OAuthError(
      'invalid_request',
      'The body must be a form: Content-Type: application/x-www-form-urlencoded.',
    );
  }
  const bytes = await readBody(request, maxBytes);
  return parametersOf(new URLSearchParams(new TextDecoder().decode(bytes)));
}

/**
 * The parameters of a query or a form.
 *
 * @throws OAuthError `invalid_request` for a repeated parameter (RFC 6749 sections 3.1 and 3.2), and for
 *   one with a NUL character, which parameters must not contain and databases cannot store.
 */
export function parametersOf(search: URLSearchParams): Parameters {
  const values = new Map<string, string[]>();
  for (const [name, value] of search) {
    const known = values.get(name);
    if (known !== undefined && name !== 'resource') {
      throw new OAuthError('invalid_request', `The parameter ${printable(name)} is repeated.`);
    }
    if (name.includes('\0') || value.includes('\0')) {
      throw new OAuthError('invalid_request', `The parameter ${printable(name)} is malformed.`);
    }
    if (known === undefined) values.set(name, value === '' ? [] : [value]);
    else if (value !== '' && !known.includes(value)) known.push(value);
  }

  function get(name: string): string | undefined {
    const [value, ...others] = values.get(name) ?? [];
    if (others.length > 0) {
      throw new OAuthError(
        'invalid_target',
        'The request must not contain more than one resource.',
      );
    }
    return value;
  }

  return {
    get,
    require(name) {
      const value = get(name);
      if (value === undefined) {
        throw new OAuthError('invalid_request', `The parameter ${name} is missing.`);
      }
      return value;
    },
    all: (name) => values.get(name) ?? [],
  };
}

/** Short enough for a message, and of characters that it may hold. */
function printable(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '?').slice(0, 64);
}
