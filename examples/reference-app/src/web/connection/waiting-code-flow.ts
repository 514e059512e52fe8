import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import type { CodeFlow } from './code-flow.js';

/** A code flow while its user is away at the memory server. */
export type WaitingCodeFlow = Omit<CodeFlow, 'url'>;

const waiting = z.object({
  state: z.string(),
  codeVerifier: z.string(),
  access: z.enum(['read', 'write']),
  /** Milliseconds. */
  begunAt: z.number(),
});

const maxMs = 600_000;
const purpose = (userId: string) => `code flow of ${userId}`;

type Needs = Pick<Context, 'sealer' | 'database' | 'now'>;

/** Remembers a flow in the session, for its user alone. One that was begun before is forgotten. */
export async function rememberCodeFlow(
  { session }: Request,
  userId: string,
  { state, codeVerifier, access }: WaitingCodeFlow,
  { sealer, now }: Needs,
): Promise<void> {
  const flow: z.input<typeof waiting> = {
    ...{ state, codeVerifier, access },
    begunAt: now().getTime(),
  };
  session.codeFlow = await sealer.seal(JSON.stringify(flow), purpose(userId));
}

/**
 * Takes the flow out of the session: it is there once, also for requests that come at the same time. `late` when its time
 * is over; nothing when there is none of this user's.
 */
export async function takeCodeFlow(
  { session }: Request,
  userId: string,
  { sealer, database, now }: Needs,
): Promise<WaitingCodeFlow | 'late' | undefined> {
  const { codeFlow: sealed } = session;
  delete session.codeFlow;
  const json = sealed && (await sealer.open(sealed, purpose(userId)));
  if (!json) return undefined;
  const { begunAt, ...flow } = waiting.parse(JSON.parse(json));
  if (now().getTime() - begunAt > maxMs) return 'late';
  return (await isFirstAnswer(database, flow.state)) ? flow : undefined;
}

/** The session alone cannot tell: two requests may both have read it before either wrote. */
async function isFirstAnswer({ pool }: Context['database'], state: string): Promise<boolean> {
  await pool.query("delete from answered_code_flows where answered_at < now() - interval '1 hour'");
  const { rowCount } = await pool.query(
    'insert into answered_code_flows (state_hash) values ($1) on conflict do nothing',
    [createHash('sha256').update(state).digest('base64url')],
  );
  return rowCount === 1;
}
