import { z } from 'zod';
import type { BackChannel, Sending } from '../memory-service/back-channel.js';
import type { paths } from '../memory-service/openapi.js';
import { parseWith, readJson, refusalOf } from '../memory-service/read-answer.js';
import { ServiceError } from '../memory-service/service-error.js';

/** A superuser of the memory server. */
export interface Administrator {
  readonly username: string;
  readonly password: string;
}

type NewClient =
  paths['/api/admin/clients/register']['post']['requestBody']['content']['application/json'];
type ClientChange =
  paths['/api/admin/clients/{client_id}']['put']['requestBody']['content']['application/json'];

const client = z.object({ client_id: z.uuid(), redirect_uris: z.array(z.string()) });

/** A client at its registration, the only time that its secret is told. */
export const registeredClient = client.extend({ client_secret: z.string().min(1) });

/** The clients of the memory server, by its administrators' interface. Everything throws ServiceError. */
export function clientAdministration(options: {
  readonly channel: BackChannel;
  readonly issuer: string;
  readonly administrator: Administrator;
}) {
  const { channel, issuer, administrator } = options;
  const { username, password } = administrator;
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');

  async function send(path: string, method: string, body?: object): Promise<unknown> {
    const sending: Sending = {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
      maxBytes: 1024 * 1024,
    };
    const response = await channel.fetch(`${issuer}/api/admin/clients${path}`, sending);
    if (response.ok) return readJson(response);
    const refusal = await refusalOf(response);
    if (refusal.code !== 'disconnected') throw refusal;
    throw new ServiceError(
      'permission_denied',
      `The memory server does not accept ${JSON.stringify(username)} as an administrator, or not with this password.`,
      { cause: refusal },
    );
  }

  return {
    register: async (fields: NewClient) =>
      parseWith(registeredClient, await send('/register', 'POST', fields)),
    read: async (id: string) => parseWith(client, await send(`/${encodeURIComponent(id)}`, 'GET')),
    change: async (id: string, fields: ClientChange) =>
      parseWith(client, await send(`/${encodeURIComponent(id)}`, 'PUT', fields)),
  };
}
