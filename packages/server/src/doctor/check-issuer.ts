import { type Finding, findingsOf } from './finding.js';

const report = findingsOf('issuer');
const patienceMs = 3_000;

export interface CheckedIssuer {
  readonly issuer: string;
  /** Address that the server binds. */
  readonly host: string;
}

/** Checks whether clients can reach the issuer address, and what responds there. */
export async function checkIssuer(
  { issuer, host }: CheckedIssuer,
  request: typeof fetch = fetch,
): Promise<readonly Finding[]> {
  return [...reachableFromOutside(issuer, host), await whoAnswers(issuer, request)];
}

function reachableFromOutside(issuer: string, host: string): readonly Finding[] {
  const { protocol, hostname } = new URL(issuer);
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(host);
  if (protocol === 'https:' || !isOpen) return [];
  return [
    report(
      'warn',
      `PICARD_HOST ${host} accepts clients from other machines, but the issuer host ${hostname} refers to the client's own machine`,
      'set PICARD_ISSUER_URL to the https address that clients use',
    ),
  ];
}

async function whoAnswers(issuer: string, request: typeof fetch): Promise<Finding> {
  let response: Response;
  try {
    response = await request(metadataUrl(issuer), { signal: AbortSignal.timeout(patienceMs) });
  } catch {
    return report(
      'note',
      `${issuer}: nobody answers there from here, as when the server is stopped`,
    );
  }
  const metadata: unknown = await response.json().catch(() => undefined);
  const named = nameIn(metadata);
  if (response.ok && named === issuer) return report('ok', `${issuer} answers`);
  return report(
    'FAIL',
    named === undefined
      ? `${issuer} answers, but not as Picard (status ${response.status})`
      : `the server at ${issuer} calls itself ${named}`,
    'set PICARD_ISSUER_URL to the address at which the proxy forwards requests to Picard, and restart the server',
  );
}

/** RFC 8414 section 3.1. */
function metadataUrl(issuer: string): string {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`;
}

function nameIn(metadata: unknown): string | undefined {
  const issuer: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'issuer') : undefined;
  return typeof issuer === 'string' ? issuer.slice(0, 200) : undefined;
}
