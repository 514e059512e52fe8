import type { Queryable } from '../database/database.js';
import type { Sealer } from '../sealing/sealer.js';

/** As whom the application acts at the memory server. */
export interface OAuthClient {
  readonly issuer: string;
  readonly id: string;
  readonly secret: string;
  /** Where the server sends its users back to, as far as this application knows. */
  readonly redirectUri?: string | undefined;
}

export interface OAuthClientStore {
  find(): Promise<OAuthClient | undefined>;
  /** In the place of the one before. */
  save(client: OAuthClient): Promise<void>;
  /** Where the users of this installation live at the memory server: a name that no other installation has. */
  realm(): Promise<string>;
}

const purpose = 'secret of the OAuth client';

/** The client that was registered for this application, with its secret encrypted. */
export function oauthClientStore(database: Queryable, sealer: Sealer): OAuthClientStore {
  return {
    async find() {
      const { rows } = await database.query<{
        issuer: string;
        client_id: string;
        client_secret_sealed: string;
        redirect_uri: string | null;
      }>('select issuer, client_id, client_secret_sealed, redirect_uri from oauth_client');
      const [row] = rows;
      const secret = row && (await sealer.open(row.client_secret_sealed, purpose));
      if (row === undefined || secret === undefined) return undefined;
      const redirectUri = row.redirect_uri ?? undefined;
      return { issuer: row.issuer, id: row.client_id, secret, redirectUri };
    },
    async save({ issuer, id, secret, redirectUri }) {
      await database.query(
        `insert into oauth_client (issuer, client_id, client_secret_sealed, redirect_uri) values ($1, $2, $3, $4)
         on conflict (singleton) do update set issuer = excluded.issuer, client_id = excluded.client_id,
           client_secret_sealed = excluded.client_secret_sealed, redirect_uri = excluded.redirect_uri,
           registered_at = now()`,
        [issuer, id, await sealer.seal(secret, purpose), redirectUri ?? null],
      );
    },
    async realm() {
      const { rows } = await database.query<{ name: string }>('select name from realm');
      const [row] = rows;
      if (row === undefined) throw new Error('the table realm is empty');
      return row.name;
    },
  };
}
