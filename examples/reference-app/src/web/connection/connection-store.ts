import type { Queryable } from '../database/database.js';
import type { Scope } from '../memory-service/tools.js';
import type { Sealer } from '../sealing/sealer.js';
import { parseScopes } from './access.js';
import type { Connection, ConnectionMethod } from './connection.js';

/** The tokens of a connection, as the memory server gave them. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token is not to be used any more: a little before the server ends it. */
  readonly expiresAt: Date;
  readonly scopes: readonly Scope[];
}

export interface StoredConnection extends Connection, Tokens {
  readonly issuer: string;
  /** Counts the refreshes. */
  readonly version: number;
}

export interface NewConnection extends Tokens {
  readonly userId: string;
  readonly issuer: string;
  readonly method: ConnectionMethod;
  readonly memoryUserId: string | undefined;
}

/** What is needed to end a connection at the server that made it. */
export type Revocable = Pick<StoredConnection, 'issuer' | 'refreshToken'>;

/** Connections of the users, with their tokens encrypted. */
export interface ConnectionStore {
  /** Puts it in the place of what was there, and answers that; nothing where nothing was, or nothing readable. */
  save(connection: NewConnection): Promise<Revocable | undefined>;
  find(userId: string): Promise<StoredConnection | undefined>;
  /** Takes the right to refresh for `leaseMs`, unless another has it or did it already. */
  beginRefresh(userId: string, version: number, leaseMs: number): Promise<boolean>;
  /** Keeps the right to refresh for `leaseMs` from now. */
  extendRefresh(userId: string, version: number, leaseMs: number): Promise<void>;
  /** Keeps new tokens; answers false when the connection was replaced or removed meanwhile. */
  finishRefresh(userId: string, version: number, tokens: Tokens): Promise<boolean>;
  /** Gives the right to refresh back. */
  abandonRefresh(userId: string, version: number): Promise<void>;
  /**
   * Answers what was removed: `unreadable` when its tokens were sealed with a key that is gone.
   *
   * @param version absent: whatever is there.
   */
  remove(userId: string, version?: number): Promise<Revocable | 'unreadable' | undefined>;
}

interface Row {
  readonly user_id: string;
  readonly issuer: string;
  readonly method: ConnectionMethod;
  readonly memory_user_id: string | null;
  readonly scopes: string;
  readonly access_token_sealed: string;
  readonly refresh_token_sealed: string;
  readonly expires_at: Date;
  readonly version: number;
  readonly connected_at: Date;
}

export function connectionStore(database: Queryable, sealer: Sealer): ConnectionStore {
  const purpose = (userId: string) => `tokens of ${userId}`;
  const seal = async (userId: string, { accessToken, refreshToken }: Tokens) =>
    Promise.all([
      sealer.seal(accessToken, `access ${purpose(userId)}`),
      sealer.seal(refreshToken, `refresh ${purpose(userId)}`),
    ]);

  const openRefresh = (userId: string, sealed: string) =>
    sealer.open(sealed, `refresh ${purpose(userId)}`);

  return {
    async save(connection) {
      const { userId, issuer, method, memoryUserId, scopes, expiresAt } = connection;
      const [access, refresh] = await seal(userId, connection);
      // The lock makes two that save at once come one after the other, each with what the other left.
      const { rows } = await database.query<{
        former_issuer: string | null;
        former_refresh: string | null;
      }>(
        `with former as (
           select issuer, refresh_token_sealed from connections where user_id = $1 for update
         )
         insert into connections
           (user_id, issuer, method, memory_user_id, scopes, access_token_sealed, refresh_token_sealed, expires_at)
         select $1::uuid, $2::text, $3::text, $4::uuid, $5::text, $6::text, $7::text, $8::timestamptz
           from (select count(*) from former) counted
         on conflict (user_id) do update set
           issuer = excluded.issuer, method = excluded.method, memory_user_id = excluded.memory_user_id,
           scopes = excluded.scopes, access_token_sealed = excluded.access_token_sealed,
           refresh_token_sealed = excluded.refresh_token_sealed, expires_at = excluded.expires_at,
           version = connections.version + 1, refreshing_until = null, connected_at = now()
         returning (select issuer from former) as former_issuer,
           (select refresh_token_sealed from former) as former_refresh`,
        [
          userId,
          issuer,
          method,
          memoryUserId ?? null,
          scopes.join(' '),
          access,
          refresh,
          expiresAt,
        ],
      );
      const { former_issuer: formerIssuer, former_refresh: sealed } = rows[0] ?? {};
      const refreshToken = sealed ? await openRefresh(userId, sealed) : undefined;
      return formerIssuer && refreshToken !== undefined
        ? { issuer: formerIssuer, refreshToken }
        : undefined;
    },

    async find(userId) {
      const { rows } = await database.query<Row>('select * from connections where user_id = $1', [
        userId,
      ]);
      const [row] = rows;
      if (!row) return undefined;
      const [accessToken, refreshToken] = await Promise.all([
        sealer.open(row.access_token_sealed, `access ${purpose(userId)}`),
        openRefresh(userId, row.refresh_token_sealed),
      ]);
      // Sealed with a key that is gone: as good as no connection.
      if (accessToken === undefined || refreshToken === undefined) return undefined;
      return {
        userId,
        issuer: row.issuer,
        method: row.method,
        memoryUserId: row.memory_user_id ?? undefined,
        scopes: parseScopes(row.scopes),
        accessToken,
        refreshToken,
        expiresAt: row.expires_at,
        version: row.version,
        connectedAt: row.connected_at,
      };
    },

    async beginRefresh(userId, version, leaseMs) {
      const { rowCount } = await database.query(
        `update connections set refreshing_until = now() + $3 * interval '1 millisecond'
         where user_id = $1 and version = $2 and (refreshing_until is null or refreshing_until < now())`,
        [userId, version, leaseMs],
      );
      return rowCount === 1;
    },

    async extendRefresh(userId, version, leaseMs) {
      await database.query(
        `update connections set refreshing_until = now() + $3 * interval '1 millisecond'
         where user_id = $1 and version = $2 and refreshing_until is not null`,
        [userId, version, leaseMs],
      );
    },

    async finishRefresh(userId, version, tokens) {
      const [access, refresh] = await seal(userId, tokens);
      const { rowCount } = await database.query(
        `update connections set access_token_sealed = $3, refresh_token_sealed = $4, expires_at = $5,
           scopes = $6, version = version + 1, refreshing_until = null
         where user_id = $1 and version = $2`,
        [userId, version, access, refresh, tokens.expiresAt, tokens.scopes.join(' ')],
      );
      return rowCount === 1;
    },

    async abandonRefresh(userId, version) {
      await database.query(
        'update connections set refreshing_until = null where user_id = $1 and version = $2',
        [userId, version],
      );
    },

    async remove(userId, version) {
      const { rows } = await database.query<Pick<Row, 'issuer' | 'refresh_token_sealed'>>(
        `delete from connections where user_id = $1 and ($2::int is null or version = $2)
         returning issuer, refresh_token_sealed`,
        [userId, version ?? null],
      );
      const [row] = rows;
      if (!row) return undefined;
      const refreshToken = await openRefresh(userId, row.refresh_token_sealed);
      return refreshToken === undefined ? 'unreadable' : { issuer: row.issuer, refreshToken };
    },
  };
}
