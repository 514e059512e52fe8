import type { Queryable } from '../database/database.js';
import type { Scope } from '../memory-service/tools.js';
import type { Sealer } from '../sealing/sealer.js';
import type { Connection, ConnectionMethod } from './connection.js';

/** The tokens of a connection, as the memory server gave them. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
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

/** Connections of the users, with their tokens encrypted. */
export interface ConnectionStore {
  /** In the place of what was there. */
  save(connection: NewConnection): Promise<void>;
  find(userId: string): Promise<StoredConnection | undefined>;
  /** Takes the right to refresh for `leaseMs`, unless another has it or did it already. */
  beginRefresh(userId: string, version: number, leaseMs: number): Promise<boolean>;
  /** Keeps new tokens, unless the connection was replaced meanwhile. */
  finishRefresh(userId: string, version: number, tokens: Tokens): Promise<void>;
  /** Gives the right to refresh back. */
  abandonRefresh(userId: string, version: number): Promise<void>;
  /** @param version absent: whatever is there. */
  remove(userId: string, version?: number): Promise<void>;
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

  return {
    async save(connection) {
      const { userId, issuer, method, memoryUserId, scopes, expiresAt } = connection;
      const [access, refresh] = await seal(userId, connection);
      await database.query(
        `insert into connections
           (user_id, issuer, method, memory_user_id, scopes, access_token_sealed, refresh_token_sealed, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (user_id) do update set
           issuer = excluded.issuer, method = excluded.method, memory_user_id = excluded.memory_user_id,
           scopes = excluded.scopes, access_token_sealed = excluded.access_token_sealed,
           refresh_token_sealed = excluded.refresh_token_sealed, expires_at = excluded.expires_at,
           version = connections.version + 1, refreshing_until = null, connected_at = now()`,
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
    },

    async find(userId) {
      const { rows } = await database.query<Row>('select * from connections where user_id = $1', [
        userId,
      ]);
      const [row] = rows;
      if (!row) return undefined;
      const [accessToken, refreshToken] = await Promise.all([
        sealer.open(row.access_token_sealed, `access ${purpose(userId)}`),
        sealer.open(row.refresh_token_sealed, `refresh ${purpose(userId)}`),
      ]);
      // Sealed with a key that is gone: as good as no connection.
      if (accessToken === undefined || refreshToken === undefined) return undefined;
      return {
        userId,
        issuer: row.issuer,
        method: row.method,
        memoryUserId: row.memory_user_id ?? undefined,
        scopes: row.scopes.split(' ').filter(Boolean) as Scope[],
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

    async finishRefresh(userId, version, tokens) {
      const [access, refresh] = await seal(userId, tokens);
      await database.query(
        `update connections set access_token_sealed = $3, refresh_token_sealed = $4, expires_at = $5,
           scopes = $6, version = version + 1, refreshing_until = null
         where user_id = $1 and version = $2`,
        [userId, version, access, refresh, tokens.expiresAt, tokens.scopes.join(' ')],
      );
    },

    async abandonRefresh(userId, version) {
      await database.query(
        'update connections set refreshing_until = null where user_id = $1 and version = $2',
        [userId, version],
      );
    },

    async remove(userId, version) {
      await database.query(
        'delete from connections where user_id = $1 and ($2::int is null or version = $2)',
        [userId, version ?? null],
      );
    },
  };
}
