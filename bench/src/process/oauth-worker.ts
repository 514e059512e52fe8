import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { picardExpress } from '@picard-mcp/adapter-express';
import { createPicard } from '@picard-mcp/core';
import { createPicardHttp } from '@picard-mcp/http';
import express from 'express';
import pg from 'pg';
import { preparedEmbedder } from '../data/prepared-embedder.js';
import { closedLoop, type Load } from '../measure/closed-loop.js';
import { cpuMicroseconds, type TimedSample } from '../measure/cpu.js';
import { httpSpender } from '../oauth/http-spender.js';
import type {
  GrantContestant,
  GrantScenario,
  OpenOptions,
  VerifyContestant,
} from '../oauth/oauth-scenario.js';
import { issuer, openAuthorization } from '../oauth/open-authorization.js';
import { addSecrets } from '../oauth/seed-grants.js';
import { type Spender, spenders } from '../oauth/spender.js';
import { openVerifications, type TokenVerifications } from '../oauth/verifiers.js';
import { answerParent } from './answer-parent.js';

/** Refresh tokens that take turns. */
const turningTokens = 500;
/** More codes than a contestant can redeem in a second. */
const codesPerSecond = 6_000;

interface SpenderInput extends OpenOptions {
  readonly name: GrantContestant;
  readonly scenario: GrantScenario;
  /** Of the server, for the one that is asked over HTTP. */
  readonly port: number | undefined;
}

const closing: (() => Promise<unknown>)[] = [];
const opened = new Map<
  GrantScenario,
  { readonly spender: Spender; readonly input: SpenderInput; readonly secrets: string[] }
>();
let pool: pg.Pool | undefined;
let verifications: TokenVerifications | undefined;
let verified = 0;

/** A contestant of the authorization server's benchmark, in a process of its own. */
const actions = {
  /** Serves with Express. Returns the port. */
  async listen(options: OpenOptions): Promise<number> {
    const { server: authorization, store, close } = await openAuthorization(options);
    const { databaseUrl: _, clientId: __, ...picardOptions } = options;
    const embedder = preparedEmbedder();
    const picard = createPicard({ ...picardOptions, store, embedder, background: false });
    const { verifier, resourceMetadataUrl } = authorization;
    const http = createPicardHttp({
      ...{ picard, verifier, resourceMetadataUrl, publicUrl: issuer },
      handlers: [authorization],
    });
    const server: Server = createServer(express().use(picardExpress(http)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      server.close();
      server.closeAllConnections();
      await http.close();
      await picard.close();
      await close();
    });
    return (server.address() as AddressInfo).port;
  },
  cpu: async () => cpuMicroseconds(),
  async openSpender(input: SpenderInput): Promise<void> {
    const { name, scenario, clientId, port, databaseUrl } = input;
    pool ??= new pg.Pool({ connectionString: databaseUrl, max: 1 });
    const spender =
      name === 'HTTP'
        ? httpSpender({ scenario, clientId, port: port ?? 0 })
        : await spenders[name]({ ...input, pool });
    const secrets = [...(await addSecrets(pool, scenario, clientId, turningTokens))];
    opened.set(scenario, { spender, input, secrets });
    closing.push(spender.close);
  },
  async spend({ scenario, load }: { readonly scenario: GrantScenario; readonly load: Load }) {
    const { spender, input, secrets } = spenderOf(scenario);
    const { clientId, name } = input;
    const needed = Math.ceil((load.durationMs / 1000) * codesPerSecond) + load.concurrency;
    const spends = name !== 'bare signature' && scenario === 'exchange';
    if (spends && pool && secrets.length < needed) {
      secrets.push(...(await addSecrets(pool, scenario, clientId, needed - secrets.length)));
    }
    let taken = 0;
    return timed(load, async () => {
      const secret = secrets[taken];
      taken += 1;
      if (secret === undefined) throw new Error('there are no codes left');
      const successor = await spender.spend(secret);
      if (!spends) secrets.push(successor);
    }).finally(() => secrets.splice(0, taken));
  },
  async openVerifications(input: OpenOptions & { readonly name: VerifyContestant }): Promise<void> {
    verifications = await openVerifications(input.name, input);
    closing.push(verifications.close);
  },
  async verify(load: Load): Promise<TimedSample & { readonly reads: number }> {
    if (!verifications) throw new Error('not opened yet');
    const { verifySome, reads } = verifications;
    const [first, before] = [verified, reads()];
    const sample = await timed(load, (index) => verifySome(first + index));
    verified += sample.latenciesMs.length;
    return { ...sample, reads: reads() - before };
  },
};

export type OauthWorkerActions = typeof actions;

answerParent(actions, async () => {
  for (const close of closing.reverse()) await close();
  await pool?.end();
});

async function timed(load: Load, call: (index: number) => Promise<void>): Promise<TimedSample> {
  const before = cpuMicroseconds();
  const sample = await closedLoop(load, call);
  return { ...sample, cpuUs: cpuMicroseconds() - before };
}

function spenderOf(scenario: GrantScenario) {
  const found = opened.get(scenario);
  if (!found) throw new Error(`nothing was opened for ${scenario}`);
  return found;
}
