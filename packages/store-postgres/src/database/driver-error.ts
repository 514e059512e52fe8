import { PicardError } from '@picard-mcp/core';

/**
 * SQLSTATE classes and codes that say "not now": the same call may succeed later.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing: ReadonlySet<string> = new Set([
  '08', // connection exception
  '28', // the server refuses this login: an operator must act, the caller can only wait
  '53', // insufficient resources, too many connections among them
  '57', // operator intervention: shutdown, start-up, cancelled by the statement timeout
  '58', // system error outside PostgreSQL
  '25006', // read-only: a standby after a failover
  '25P03', // idle in transaction for too long
  '25P04', // transaction timeout
  '3D000', // the database does not exist (now)
  '40001', // serialization failure
  '40003', // statement completion unknown
  '40P01', // deadlock
  '55P03', // lock not available in time
]);

const retryable: ReadonlySet<string> = new Set(['40001', '40P01']);
const uniqueViolation = '23505';

/** SQLSTATEs after which a connection is of no more use, although its socket may still be open. */
const breaking: ReadonlySet<string> = new Set([
  '08',
  '25006',
  '25P03',
  '25P04',
  '57P01',
  '57P02',
  '57P03',
  '57P04',
  '57P05',
]);

/**
 * A driver's error as a `PicardError` that says nothing about the database to its reader; the
 * original is the cause. `unavailable` when the database cannot answer now, `conflict` for a
 * violated unique constraint, otherwise `internal`.
 */
export function fromDriverError(error: unknown): PicardError {
  if (error instanceof PicardError) return error;
  const state = sqlState(error);
  const cause = quotesValues(state) ? withoutValues(error) : error;
  if (state === uniqueViolation) {
    return new PicardError('conflict', 'This exists already.', { cause });
  }
  if (state === undefined ? isConnectionFailure(error) : belongsTo(passing, state)) {
    return new PicardError('unavailable', 'The database is not available.', { cause });
  }
  return new PicardError('internal', 'The database refused a statement.', { cause });
}

/** Whether the connection that met this error must be thrown away. */
export function breaksConnection(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined ? isConnectionFailure(error) : belongsTo(breaking, state);
}

/** Whether the same transaction, run again, may succeed at once. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error instanceof PicardError ? error.cause : error);
  return state !== undefined && retryable.has(state);
}

/**
 * The server's own errors carry a severity; Node's have a `code` too. PGlite's are of another class
 * than pg's.
 */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error && 'severity' in error && 'code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Data exceptions and violated constraints quote what was to be stored, which no log may show. */
function quotesValues(state: string | undefined): boolean {
  return state !== undefined && /^2[23]/.test(state);
}

/** Returns the error with its location, without any of the data that was to be stored. */
function withoutValues(error: unknown): Error {
  const { code, severity, table, column, constraint } = error as Record<string, unknown>;
  const place = [table, column, constraint].filter(Boolean).join(', ');
  return Object.assign(new Error(`SQLSTATE ${code}${place && ` at ${place}`}`), { code, severity });
}

function belongsTo(states: ReadonlySet<string>, state: string): boolean {
  return states.has(state) || states.has(state.slice(0, 2));
}

/**
 * The driver reports a broken, refused or overdue connection by plain `Error`s without a SQLSTATE.
 * Errors of other classes come from parameters that it could not serialise.
 */
function isConnectionFailure(error: unknown): boolean {
  return error instanceof Error && !(error instanceof TypeError || error instanceof RangeError);
}
