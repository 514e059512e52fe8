import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import type { OAuthClient, OAuthClientStore } from '../connection/oauth-client-store.js';
import type { WebLogger } from '../logger.js';
import type { BackChannel } from '../memory-service/back-channel.js';
import { isPassing, ServiceError } from '../memory-service/service-error.js';
import {
  type Administrator,
  clientAdministration,
  type registeredClient,
} from './client-administration.js';
import { isRegistered } from './is-registered.js';

export interface RegistrationOptions {
  readonly channel: BackChannel;
  /** Public base URL of the memory server. */
  readonly issuer: string;
  readonly clients: OAuthClientStore;
  /** Where users are sent back to who logged in at the memory server. */
  readonly redirectUri: string;
  readonly administrator: Administrator;
  readonly now: () => Date;
  readonly logger: WebLogger;
  /** How long a server that does not answer yet is waited for. */
  readonly patienceMs: number;
}

/** What was done: nothing for `unchanged`; `updated`: the memory server learned of another redirect URI. */
export type Registration = 'registered' | 'updated' | 'unchanged';

/** What this application is at the memory server, whoever registers it. */
export const applicationClient = {
  name: 'Picard reference application',
  scopes: ['memories:read', 'memories:write'],
} as const;

const pauseMs = 1_000;

/**
 * Makes this application a client of the memory server, and keeps id and secret, unless that was done already and the
 * server still knows it.
 *
 * @throws ServiceError whose message is one line for an operator, and shows no secret.
 */
export async function registerApplication(options: RegistrationOptions): Promise<Registration> {
  const { channel, issuer, clients, redirectUri, logger } = options;
  const administration = clientAdministration(options);
  const kept = await clients.find();
  const ours = kept?.issuer === issuer ? kept : undefined;
  const isKnown =
    ours !== undefined &&
    (await patiently(options, () => isRegistered({ channel, issuer, client: ours })));

  if (isKnown && ours.redirectUri === redirectUri) return 'unchanged';
  if (isKnown) {
    const { redirect_uris: before } = await administration.read(ours.id);
    const isThere = before.includes(redirectUri);
    if (!isThere) {
      await administration.change(ours.id, { redirect_uris: [...before, redirectUri] });
    }
    await clients.save({ ...ours, redirectUri });
    return isThere ? 'unchanged' : 'updated';
  }

  const realm = await clients.realm();
  const made = await patiently(options, () =>
    administration.register({
      client_name: applicationClient.name,
      redirect_uris: [redirectUri],
      scopes: [...applicationClient.scopes],
      is_confidential: true,
      allow_direct_connect: true,
      realm,
    }),
  );
  await clients.save(clientOf(made, issuer, redirectUri));
  logger.info({ clientId: made.client_id }, 'registered the application at the memory server');
  return 'registered';
}

function clientOf(
  made: z.output<typeof registeredClient>,
  issuer: string,
  redirectUri: string,
): OAuthClient {
  return { issuer, id: made.client_id, secret: made.client_secret, redirectUri };
}

/** Tries again while the server does not answer yet. */
async function patiently<Result>(
  { now, patienceMs, logger }: RegistrationOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const until = now().getTime() + patienceMs;
  let isTold = false;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isWorthIt = error instanceof ServiceError && isPassing(error);
      const pause = Math.max(pauseMs, isWorthIt ? (error.retryAfter ?? 0) * 1000 : 0);
      if (!isWorthIt || now().getTime() + pause > until) throw error;
      if (!isTold) logger.info({}, 'waiting for the memory server');
      isTold = true;
      await delay(pause);
    }
  }
}
