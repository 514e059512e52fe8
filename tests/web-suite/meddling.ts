import type { Relay, Relayed } from './relay.js';

/** The memory server says that it cannot answer now. */
export const unavailable = () =>
  Response.json(
    { status: 'error', error: { code: 'unavailable', message: 'The database does not answer.' } },
    { status: 503, headers: { 'retry-after': '7' } },
  );

/** What happens to calls of one operation; every other one goes through. */
export function meddleWith(
  relay: Relay,
  tool: string,
  meddling: (forward: () => Promise<Response>) => Promise<Relayed>,
): void {
  relay.meddle = (_path, forward, body) =>
    body.includes(`"tool":"${tool}"`) ? meddling(forward) : forward();
}
