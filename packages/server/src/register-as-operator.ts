import { createActivityRecorder } from '@picard-mcp/core/operations';
import { type Logger, systemClock } from '@picard-mcp/core/ports';
import { type ClientRegistration, type NewClient, registerClient } from '@picard-mcp/oauth';
import type { PostgresStore } from '@picard-mcp/store-postgres';

/** Registers an OAuth client on behalf of the operator, and records it as such in the activity log. */
export async function registerAsOperator(
  { authorization, activity }: Pick<PostgresStore, 'authorization' | 'activity'>,
  registration: ClientRegistration,
  logger: Logger,
): Promise<NewClient> {
  const made = await registerClient({ clients: authorization.clients }, registration);
  const recorder = createActivityRecorder({ store: activity, clock: systemClock, logger });
  const { clientId, scopes, allowDirectConnect } = made.client;
  recorder.record({
    action: 'client_registered',
    outcome: 'success',
    details: {
      client_id: clientId,
      registered_by: 'operator',
      scopes: scopes.join(' '),
      allow_direct_connect: allowDirectConnect,
    },
  });
  await recorder.close();
  return made;
}
