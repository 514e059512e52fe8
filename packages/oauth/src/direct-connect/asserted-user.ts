import { newId, PicardError, type UserId } from '@picard-mcp/core';
import type { UserAccount } from '@picard-mcp/core/ports';
import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import type { DirectConnectRequest } from './direct-connect-request.js';

/**
 * The user that a client asserts: the one of that name in the client's realm, made where there is none.
 * Only users of the realm are searched, so nothing is revealed or changed about local accounts and other
 * realms. The email address is also asserted by the client, and its current value is stored.
 *
 * @throws PicardError `not_found` when there is none and none is wanted; `permission_denied` when the account
 *   is not active.
 */
export async function assertedUser(
  { username, email, create_if_missing }: DirectConnectRequest,
  { realm }: Pick<Client, 'realm'>,
  { users, clock }: Pick<AuthorizationContext, 'users' | 'clock'>,
): Promise<UserAccount> {
  const known = await users.findInRealm(realm, username);
  if (known === undefined && !create_if_missing) {
    throw new PicardError('not_found', 'There is no such user.');
  }
  const user =
    known ??
    (await users.insertIfAbsent({
      ...{ id: newId<UserId>(), realm, username, email },
      ...{ passwordHash: undefined, isSuperuser: false, isActive: true },
      createdAt: clock.now(),
    }));
  // No realm should hold a superuser; if one does, no client gets to be them.
  if (!user.isActive || user.isSuperuser) throw inactiveUser();
  return user.email === email ? user : ((await users.update(user.id, { email })) ?? user);
}

export function inactiveUser(): PicardError {
  return new PicardError('permission_denied', 'This user is not active.');
}
