import type { Scope, UserId } from '@picard-mcp/core';
import type { Grant } from '@picard-mcp/oauth/ports';

/** A grant as `grantColumns` gives it. */
export interface GrantRow {
  readonly id: string;
  readonly user_id: UserId;
  readonly client_id: string;
  readonly scopes: readonly Scope[];
  readonly resource: string;
  readonly created_at: Date;
}

/** What to select from `oauth_grants as granted` to make a `Grant`. */
export const grantColumns =
  'granted.id, granted.user_id, granted.client_id, granted.scopes, granted.resource, granted.created_at';

/** Whether the account behind `granted` is inactive. Users without an account are not. */
export const isOfInactiveUser =
  'exists (select from users where users.id = granted.user_id and not users.is_active)';

/** The values of a grant, in the order of `grantColumns`. */
export function grantValues(grant: Grant): readonly unknown[] {
  return [grant.id, grant.userId, grant.clientId, grant.scopes, grant.resource, grant.createdAt];
}

export function grantOf(row: GrantRow): Grant {
  return {
    id: row.id,
    userId: row.user_id,
    clientId: row.client_id,
    scopes: row.scopes,
    resource: row.resource,
    createdAt: row.created_at,
  };
}
