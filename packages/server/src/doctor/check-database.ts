import { PicardError } from '@picard-mcp/core';
import type { DatabaseReport } from '@picard-mcp/store-postgres';
import { errorLine } from '../process/describe-error.js';
import { type Finding, findingsOf } from './finding.js';

const database = findingsOf('database');
const schema = findingsOf('schema');
const clock = findingsOf('clock');

/** Instances and their database should agree to a second: tokens and expiry are judged by either clock. */
const tolerableMs = 1_000;
/** Tokens are issued in the future or seem to have expired. */
const brokenMs = 30_000;

export interface LookedAtDatabase {
  readonly findings: readonly Finding[];
  /** Whether there is a database of this version of Picard, whose tables can be looked into. */
  readonly isUsable: boolean;
}

/** What a look at the database found out, or why there was none. */
export async function checkDatabase(
  inspect: () => Promise<DatabaseReport | undefined>,
  isEmbedded: boolean,
): Promise<LookedAtDatabase> {
  let report: DatabaseReport | undefined;
  try {
    report = await inspect();
  } catch (error) {
    return { findings: [unopened(error, isEmbedded)], isUsable: false };
  }
  if (report === undefined) {
    const text = 'embedded; not there yet, the first start makes it';
    return { findings: [database('note', text)], isUsable: false };
  }
  const findings = [
    databaseFinding(report, isEmbedded),
    schemaFinding(report),
    ...(isEmbedded ? [] : [clockFinding(report.clockAheadMs)]),
  ];
  const isUsable =
    report.unmet === undefined && report.pending.length === 0 && report.unknown.length === 0;
  return { findings, isUsable };
}

function unopened(error: unknown, isEmbedded: boolean): Finding {
  const isInUse = isEmbedded && error instanceof PicardError && error.code === 'unavailable';
  if (isInUse) {
    return database(
      'warn',
      `cannot be checked while a server runs: ${errorLine(error)}`,
      'stop the server to run all checks',
    );
  }
  return database(
    'FAIL',
    errorLine(error),
    isEmbedded
      ? 'restore the data folder from a backup, or move it away to begin anew'
      : 'check that PostgreSQL runs and takes connections from here, and the host, port, name and password in DATABASE_URL',
  );
}

function databaseFinding(report: DatabaseReport, isEmbedded: boolean): Finding {
  const { serverVersion, vectorVersion, unmet } = report;
  const version = `PostgreSQL ${serverVersion}${isEmbedded ? ' (embedded)' : ''}`;
  if (unmet !== undefined) {
    return database('FAIL', unmet, 'Picard does not start before that is done');
  }
  return database('ok', `${version}, pgvector ${vectorVersion ?? 'not created yet'}`);
}

function schemaFinding({ applied, pending, unknown }: DatabaseReport): Finding {
  if (unknown.length > 0) {
    return schema(
      'FAIL',
      `newer than this version of Picard: it has ${unknown.join(', ')}`,
      'run the version of Picard that created it, or a later one',
    );
  }
  if (pending.length === 0) return schema('ok', `up to date, ${applied.at(-1)}`);
  const text = applied.length === 0 ? 'empty' : `${applied.at(-1)}; ${pending.join(', ')} to come`;
  return schema(
    'warn',
    text,
    'start the server, or run "npm run picard -- migrate"; back up the database first',
  );
}

function clockFinding(aheadMs: number): Finding {
  const distance = Math.abs(aheadMs);
  const seconds = `${(distance / 1_000).toFixed(1)} s`;
  if (distance <= tolerableMs) return clock('ok', 'agrees with the database');
  return clock(
    distance > brokenMs ? 'FAIL' : 'warn',
    `the database is ${seconds} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine`,
    'synchronize both clocks with NTP',
  );
}
