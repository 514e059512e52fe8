import type { Permission, UserId } from '@picard-mcp/core';
import { type MemoryFilter, permissions } from '@picard-mcp/core/ports';
import type { Parameters } from './parameters.js';

/** Why a viewer may read a memory: because it is the viewer's own, or because of its permission. */
export type Reason = 'own' | Permission;

/** Memories that a viewer may read for one reason. No memory is readable for two. */
export interface Readable {
  readonly reason: Reason;
  /** The only owner that these memories have, where there is only one. */
  readonly ownerId: UserId | undefined;
  /** The condition on `memories m` that says which they are. */
  condition(parameters: Parameters): string;
}

type OthersMayRead = (parameters: Parameters, viewerId: UserId) => string;

/**
 * For each kind of permission, which memories `m` of that kind others than the owner may read: `mayRead`
 * in SQL. A kind that is new there does not compile here until it is answered.
 */
const othersMayRead = {
  private: undefined,
  public: () => `m.permission = 'public'`,
  // Keys, and one array of all that the viewer may be meant by, so that a plan can begin at the few rows of shares.
  shared: (parameters, viewerId) => {
    const viewer = parameters.hidden(viewerId, 'uuid');
    return `m.permission = 'shared' and (m.owner_id, m.id) in (
      select s.owner_id, s.memory_id from memory_shares s
      where s.grantee_id = any (array(
        select ${viewer}
        union all
        select g.group_id from group_members g where g.user_id = ${viewer}
        union all
        select g.id from groups g where g.owner_id = ${viewer}
      )) and (s.grantee_kind = 'user') = (s.grantee_id = ${viewer})
    )`;
  },
} satisfies Record<Permission, OthersMayRead | undefined>;

/** The memories that `filter` speaks of and that the viewer may read, apart by the reason why. */
export function readable(
  viewerId: UserId,
  filter: Pick<MemoryFilter, 'scope' | 'ownerId' | 'permission' | 'expired'>,
): readonly Readable[] {
  const { scope, ownerId, expired = false } = filter;
  if (scope === 'public' && (filter.permission ?? 'public') !== 'public') return [];
  const permission = scope === 'public' ? 'public' : filter.permission;
  const own = ownMemories(viewerId, permission);
  if (scope === 'own' || expired) return (ownerId ?? viewerId) === viewerId ? [own] : [];
  if (ownerId === viewerId) return [own];
  const kinds = permissions.filter((kind) => (permission ?? kind) === kind);
  // Public ones are looked through together, the viewer's among them; otherwise the viewer's are apart.
  const apart = scope === 'visible' && ownerId === undefined;
  const others = kinds.flatMap((kind) => {
    const condition = othersMayRead[kind];
    return condition ? [othersMemories({ kind, condition, viewerId, ownerId, apart })] : [];
  });
  return apart ? [own, ...others] : others;
}

function ownMemories(viewerId: UserId, permission: Permission | undefined): Readable {
  return {
    reason: 'own',
    ownerId: viewerId,
    condition(parameters) {
      const isOwn = `m.owner_id = ${parameters.hidden(viewerId, 'uuid')}`;
      if (permission === undefined) return isOwn;
      return `${isOwn} and m.permission = ${parameters.hidden(permission, 'text')}`;
    },
  };
}

interface OthersMemories {
  readonly kind: Permission;
  readonly condition: OthersMayRead;
  readonly viewerId: UserId;
  readonly ownerId: UserId | undefined;
  /** Whether the viewer's own are left out. */
  readonly apart: boolean;
}

function othersMemories({ kind, condition, viewerId, ownerId, apart }: OthersMemories): Readable {
  return {
    reason: kind,
    ownerId,
    condition(parameters) {
      const isReadable = condition(parameters, viewerId);
      if (ownerId) return `m.owner_id = ${parameters.hidden(ownerId, 'uuid')} and ${isReadable}`;
      return apart
        ? `m.owner_id <> ${parameters.hidden(viewerId, 'uuid')} and ${isReadable}`
        : isReadable;
    },
  };
}
