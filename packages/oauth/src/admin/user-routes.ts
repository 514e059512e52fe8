import { isUuid, PicardError, type UserId } from '@picard-mcp/core';
import { parseInput } from '@picard-mcp/core/operations';
import type { UserAccount } from '@picard-mcp/core/ports';
import { jsonResponse, readJson } from '@picard-mcp/http';
import type { AuditAction } from '../audit.js';
import type { AuthorizationContext } from '../context.js';
import { failureOutcome } from '../grant/failure-outcome.js';
import type { OAuthRouter } from '../http/route.js';
import { type AdminEndpoint, type AdminExchange, addAdminRoute, maxBytes } from './admin-route.js';
import { changeUser, type UserChange } from './change-user.js';
import { cutPage, decodeCursor, readQuery } from './paging.js';
import { userChange, userDescriptions, userListQuery } from './user-descriptions.js';
import { adminUserToJson } from './user-json.js';

/** Adds `/api/admin/users…`: finding users, changing what they may do, signing them out. */
export function addAdminUserRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  const { audit, clock, revocations, store, users } = context;
  const add = (name: keyof typeof userDescriptions, endpoint: AdminEndpoint) =>
    addAdminRoute(router, context, userDescriptions[name], endpoint);

  const note = (
    action: AuditAction,
    { admin, address }: AdminExchange,
    target: UserId,
    failure?: ReturnType<typeof failureOutcome>,
  ) =>
    audit({
      ...{ action, userId: admin.userId, clientId: admin.clientId, address },
      ...(failure ?? { outcome: 'success' }),
      details: { user_id: target },
    });

  add('list', async ({ url }) => {
    const { search, limit, cursor } = readQuery(userListQuery, url);
    const place = decodeCursor(cursor);
    const after = place && { createdAt: place.time, id: place.id as UserId };
    const { page, next } = cutPage(
      await users.list({ ...(search && { text: search }), after, limit: limit + 1 }),
      limit,
      ({ createdAt, id }) => ({ time: createdAt, id }),
    );
    return success({ users: page.map(adminUserToJson), next_cursor: next });
  });

  async function find(exchange: AdminExchange): Promise<UserAccount> {
    const account = await users.findById(userIdOf(exchange));
    if (account === undefined) throw noSuchUser();
    return account;
  }

  add('read', async (exchange) => success(adminUserToJson(await find(exchange))));

  add('change', async (exchange) => {
    const account = await find(exchange);
    const input = parseInput(userChange, await readJson(exchange, maxBytes));
    const change = { isActive: input.is_active, isSuperuser: input.is_superuser };
    const actions = actionsOf(account, change);
    try {
      const changed = await changeUser(context, account, change);
      for (const action of actions) note(action, exchange, account.id);
      return success(adminUserToJson(changed));
    } catch (error) {
      for (const action of actions) note(action, exchange, account.id, failureOutcome(error));
      throw error;
    }
  });

  const { eraseUser } = context;
  if (eraseUser !== undefined) {
    add('erase', async (exchange) => {
      const userId = userIdOf(exchange);
      try {
        await eraseUser(userId);
        note('user_erased', exchange, userId);
        return success({ user_id: userId, erased: true });
      } catch (error) {
        note('user_erased', exchange, userId, failureOutcome(error));
        throw error;
      }
    });
  }

  add('signOut', async (exchange) => {
    const userId = userIdOf(exchange);
    await store.grants.revokeUser({ userId, at: clock.now(), deactivate: false });
    await revocations.refresh();
    note('sign_out_everywhere', exchange, userId);
    return success({ user_id: userId, signed_out: true });
  });
}

/** What of a change is one. */
function actionsOf(account: UserAccount, { isActive, isSuperuser }: UserChange): AuditAction[] {
  const actions: AuditAction[] = [];
  if (isActive !== undefined && isActive !== account.isActive) {
    actions.push(isActive ? 'user_activated' : 'user_deactivated');
  }
  if (isSuperuser !== undefined && isSuperuser !== account.isSuperuser) {
    actions.push(isSuperuser ? 'user_promoted' : 'user_demoted');
  }
  return actions;
}

/** Returns the user id in the path. There may be no user with this id. */
function userIdOf({ parameters }: AdminExchange): UserId {
  const { user_id: id } = parameters;
  if (!isUuid(id)) throw noSuchUser();
  return id as string as UserId;
}

function success(data: object): Response {
  return jsonResponse({ status: 'success', data });
}

function noSuchUser(): PicardError {
  return new PicardError('not_found', 'There is no such user.');
}
