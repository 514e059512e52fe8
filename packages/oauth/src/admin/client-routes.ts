import { PicardError } from '@picard-mcp/core';
import { parseInput } from '@picard-mcp/core/operations';
import { jsonResponse, readJson } from '@picard-mcp/http';
import type { AuditAction } from '../audit.js';
import { changesOf } from '../client/change-client.js';
import { type Client, isConfidential } from '../client/client.js';
import { clientChange, clientRegistration } from '../client/client-fields.js';
import { clientToJson } from '../client/client-json.js';
import { storeClient } from '../client/register-client.js';
import type { AuthorizationContext } from '../context.js';
import type { OAuthRouter } from '../http/route.js';
import { hashSecret, newSecret } from '../secret.js';
import {
  type AdminEndpoint,
  type AdminExchange,
  addAdminRoute,
  describeAdministrator,
  maxBytes,
} from './admin-route.js';
import { clientDescriptions, clientListQuery } from './client-descriptions.js';
import { cutPage, decodeCursor, readQuery } from './paging.js';

/** Adds `/api/admin/clients…`: registering, listing, reading, changing and deleting clients. */
export function addClientRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  const { audit, clock, revocations } = context;
  const { clients } = context.store;
  describeAdministrator(router);
  const add = (name: keyof typeof clientDescriptions, endpoint: AdminEndpoint) =>
    addAdminRoute(router, context, clientDescriptions[name], endpoint);

  const note = (
    action: AuditAction,
    { admin, address }: AdminExchange,
    target: string,
    details: Readonly<Record<string, string | number | boolean>> = {},
  ) =>
    audit({
      ...{ action, outcome: 'success', userId: admin.userId, clientId: admin.clientId, address },
      details: { client_id: target, ...details },
    });

  async function find({ parameters }: AdminExchange): Promise<Client> {
    const client = await clients.find(parameters.client_id ?? '');
    if (client === undefined) throw noSuchClient();
    return client;
  }

  add('register', async (exchange) => {
    const input = parseInput(clientRegistration, await readJson(exchange, maxBytes));
    const { client, secret } = await storeClient({ clients, clock }, input);
    const { clientId, scopes, allowDirectConnect } = client;
    note('client_registered', exchange, clientId, {
      registered_by: 'administrator',
      scopes: scopes.join(' '),
      allow_direct_connect: allowDirectConnect,
    });
    return jsonResponse({ ...clientToJson(client), client_secret: secret }, { status: 201 });
  });

  add('list', async ({ url }) => {
    const { limit, cursor } = readQuery(clientListQuery, url);
    const place = decodeCursor(cursor);
    const after = place && { createdAt: place.time, clientId: place.id };
    const { page, next } = cutPage(
      await clients.list({ after, limit: limit + 1 }),
      limit,
      ({ createdAt, clientId }) => ({ time: createdAt, id: clientId }),
    );
    return jsonResponse({ clients: page.map(clientToJson), next_cursor: next });
  });

  add('read', async (exchange) => jsonResponse(clientToJson(await find(exchange))));

  add('change', async (exchange) => {
    const client = await find(exchange);
    const input = parseInput(clientChange, await readJson(exchange, maxBytes));
    const changes = changesOf(client, input);
    const changed = await clients.update(client.clientId, changes, clock.now());
    if (changed === undefined) throw noSuchClient();
    if (input.is_active === false) await revocations.refresh();
    note('client_updated', exchange, client.clientId, {
      fields: Object.keys(input).join(' '),
      scopes: changed.scopes.join(' '),
      is_active: changed.isActive,
      allow_direct_connect: changed.allowDirectConnect,
    });
    return jsonResponse(clientToJson(changed));
  });

  add('remove', async (exchange) => {
    const { clientId } = await find(exchange);
    if (!(await clients.remove(clientId, clock.now()))) throw noSuchClient();
    await revocations.refresh();
    note('client_deleted', exchange, clientId);
    return jsonResponse({ deleted: true, client_id: clientId });
  });

  add('rotateSecret', async (exchange) => {
    const client = await find(exchange);
    if (!isConfidential(client)) {
      throw new PicardError('conflict', 'This is a public client, which has no secret.');
    }
    const secret = newSecret();
    const changes = { secretHash: hashSecret(secret) };
    const changed = await clients.update(client.clientId, changes, clock.now());
    if (changed === undefined) throw noSuchClient();
    note('client_secret_rotated', exchange, client.clientId);
    return jsonResponse({ ...clientToJson(changed), client_secret: secret });
  });
}

function noSuchClient(): PicardError {
  return new PicardError('not_found', 'There is no such client.');
}
