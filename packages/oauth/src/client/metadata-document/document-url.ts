import { parseUrl } from '@picard-mcp/core/operations';

/** As long as a client id can be in an access token. */
const maxUrlLength = 2048;

/**
 * Why a client id cannot be the URL of a Client ID Metadata Document; `undefined` when it can
 * (draft-ietf-oauth-client-id-metadata-document section 3). The answer completes a sentence that begins
 * with the client id.
 *
 * It must be written as it is fetched, so that no two of them lead to one document: lower-case scheme and
 * host, no default port, no dot segments, nothing that a parser would take away or encode.
 */
export function documentUrlFault(clientId: string): string | undefined {
  if (clientId.length > maxUrlLength) return `must have at most ${maxUrlLength} characters`;
  const url = clientId.startsWith('https://') ? parseUrl(clientId) : undefined;
  if (url === undefined) return 'must be an https URL';
  if (clientId.includes('#')) return 'must not have a fragment';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (!/^https:\/\/[^/?]+\//.test(clientId)) return 'must have a path';
  if (url.href !== clientId) {
    return 'must be written in its normal form: lower-case host, no default port, no dot segments';
  }
  return undefined;
}
