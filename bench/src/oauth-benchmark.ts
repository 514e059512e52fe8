import { randomUUID } from 'node:crypto';
import { generateEncryptionKey } from '@picard-mcp/core';
import { registerClient } from '@picard-mcp/oauth';
import { postgresStore } from '@picard-mcp/store-postgres';
import { createDatabase, withClient } from './database/bench-database.js';
import { type Plan, type Runner, runRounds } from './measure/rounds.js';
import {
  type GrantContestant,
  type GrantScenario,
  grantContestants,
  grantScenarios,
  type OpenOptions,
  revocationCounts,
  type VerifyContestant,
  verificationsPerCall,
  verifyContestants,
} from './oauth/oauth-scenario.js';
import { addRevocations, addUsers, redirectUri } from './oauth/seed-grants.js';
import type { Options } from './options.js';
import { type Cleanup, withCleanup } from './process/cleanup.js';
import type { OauthWorkerActions } from './process/oauth-worker.js';
import { startWorker, type Worker } from './process/worker.js';
import { type Aim, aimLines } from './report/aims.js';
import { type OauthReport, oauthLines, reportOauth } from './report/oauth-report.js';

export interface OauthResult {
  readonly reports: readonly OauthReport[];
  /** Readings of the list of revocations in a second of verifying, for each number of live ones. */
  readonly readsPerSecond: Readonly<Record<string, number>>;
  readonly aims: readonly Aim[];
}

type Sizes = Plan & { readonly concurrency: number };

const full: Sizes = { rounds: 15, stretchMs: 300, warmUpMs: 1_500, concurrency: 8 };
const quick: Sizes = { rounds: 1, stretchMs: 10, warmUpMs: 10, concurrency: 2 };

/** How fast tokens are verified, codes exchanged and refresh tokens rotated, beside what that must cost. */
export async function runOauthBenchmark(
  server: string,
  options: Options,
  print: (line: string) => void,
): Promise<OauthResult> {
  const sizes = { ...(options.quick ? quick : full) };
  const plan = { ...sizes, rounds: options.rounds ?? sizes.rounds };
  const wanted = (name: string) => name.includes(options.only ?? '');
  return withCleanup(async (cleanup) => {
    const open = await prepare(server, cleanup);
    const reports: OauthReport[] = [];
    const show = (report: OauthReport) => {
      reports.push(report);
      for (const line of ['', ...oauthLines(report)]) print(line);
    };
    for (const scenario of grantScenarios.filter(wanted)) {
      const contestants = await enterSpenders(scenario, open, options, cleanup);
      const performances = await runRounds(plan, contestants, plan);
      show(reportOauth(titles[scenario], performances, ['bare signature', 'bare SQL']));
    }
    const readsPerSecond: Record<string, number> = {};
    if (wanted('verify')) {
      const reads: Readings = new Map();
      const contestants = await enterVerifiers(server, open, reads, options, cleanup);
      // One after another: a verification that is remembered waits for nothing.
      const alone = { ...plan, concurrency: 1 };
      const performances = await runRounds(alone, contestants, plan);
      const floor = ['jose jwtVerify'];
      show(reportOauth(titles.verify, performances, floor, verificationsPerCall));
      for (const [name, { count, seconds }] of reads) readsPerSecond[name] = count / seconds;
      const lines = Object.entries(readsPerSecond).map(
        ([name, rate]) => `${name}: ${rate.toFixed(1)} readings of the list in a second`,
      );
      for (const line of ['', ...lines]) print(line);
    }
    const aims = aimsOf(reports);
    for (const line of ['', ...aimLines(aims)]) print(line);
    return { reports, readsPerSecond, aims };
  });
}

const titles = {
  refresh: 'refresh token rotated',
  exchange: 'code exchanged',
  verify: 'access token verified',
} as const;

const users = 200;

async function prepare(server: string, cleanup: Cleanup): Promise<OpenOptions> {
  const encryptionKeys = generateEncryptionKey();
  const databaseUrl = await createDatabase(server, cleanup);
  const store = await postgresStore({ connectionString: databaseUrl });
  const { client } = await registerClient(
    { clients: store.authorization.clients },
    {
      name: `bench ${randomUUID()}`,
      redirectUris: [redirectUri],
      isConfidential: false,
      scopes: ['memories:write'],
    },
  ).finally(() => store.close());
  await withClient(databaseUrl, (connection) => addUsers(connection, users));
  return { databaseUrl, encryptionKeys, clientId: client.clientId };
}

type OauthWorker = Worker<OauthWorkerActions>;

function enter({ profile }: Options, cleanup: Cleanup): OauthWorker {
  const worker = startWorker<OauthWorkerActions>('oauth-worker', { profileInto: profile });
  cleanup.add(() => worker.stop());
  return worker;
}

async function enterSpenders(
  scenario: GrantScenario,
  open: OpenOptions,
  options: Options,
  cleanup: Cleanup,
): Promise<readonly Runner<unknown, GrantContestant>[]> {
  const entered: Runner<unknown, GrantContestant>[] = [];
  for (const name of grantContestants) {
    const worker = enter(options, cleanup);
    const serving = name === 'HTTP' ? enter(options, cleanup) : undefined;
    const port = await serving?.ask('listen', open);
    await worker.ask('openSpender', { ...open, name, scenario, port });
    entered.push({
      name,
      async run(_, load) {
        const before = await serving?.ask('cpu');
        const sample = await worker.ask('spend', { scenario, load });
        const after = await serving?.ask('cpu');
        // Over HTTP the server's time counts, not the client's.
        return before === undefined || after === undefined
          ? sample
          : { ...sample, cpuUs: after - before };
      },
    });
  }
  return entered;
}

type Readings = Map<string, { count: number; seconds: number }>;

async function enterVerifiers(
  server: string,
  open: OpenOptions,
  reads: Readings,
  options: Options,
  cleanup: Cleanup,
): Promise<readonly Runner<unknown, VerifyContestant>[]> {
  const entered: Runner<unknown, VerifyContestant>[] = [];
  for (const name of verifyContestants) {
    const count = revocationCounts[name];
    const worker = enter(options, cleanup);
    const databaseUrl =
      count === undefined ? open.databaseUrl : await revokedDatabase(server, count, cleanup);
    await worker.ask('openVerifications', { ...open, databaseUrl, name });
    const total = { count: 0, seconds: 0 };
    if (count !== undefined) reads.set(name, total);
    entered.push({
      name,
      async run(_, load) {
        const sample = await worker.ask('verify', load);
        total.count += sample.reads;
        total.seconds += sample.elapsedMs / 1000;
        return sample;
      },
    });
  }
  return entered;
}

/** A database of its own, where so many revocations are live. */
async function revokedDatabase(server: string, count: number, cleanup: Cleanup): Promise<string> {
  const databaseUrl = await createDatabase(server, cleanup);
  const store = await postgresStore({ connectionString: databaseUrl });
  await store.close();
  await withClient(databaseUrl, (connection) => addRevocations(connection, count));
  return databaseUrl;
}

function aimsOf(reports: readonly OauthReport[]): readonly Aim[] {
  const measured = reports
    .find(({ title }) => title === titles.refresh)
    ?.entries.find(({ contestant }) => contestant === 'server')?.ofFloor.median;
  return [
    {
      title: 'refresh: throughput of the bare signature and the bare SQL added together',
      bound: 'at least',
      limit: 0.6,
      unit: ' ×',
      measured,
    },
  ];
}
