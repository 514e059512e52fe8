import { inspect } from 'node:util';
import type { Logger } from '@picard-mcp/core/ports';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditedDay, auditedDay } from './audited-day.js';
import { serveOAuth } from './served-oauth.js';

interface Row extends Record<string, unknown> {
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly user_id: string | null;
  readonly client_id: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

describeDatabases('the record of a day of everything', (database) => {
  const lines: unknown[] = [];
  const line = (...parts: unknown[]) => void lines.push(parts);
  const logger: Logger = { debug: line, info: line, warn: line, error: line };
  const served = serveOAuth(database, { logger });
  let day: AuditedDay;
  let rows: readonly Row[];

  beforeAll(async () => {
    day = await auditedDay(served.server, served.store);
    rows = await served.store.sql<Row>('select * from activity order by at, id');
  });

  /** Who did it, in the words of the day. */
  function actorOf({ user_id, client_id }: Row): string {
    const names: Readonly<Record<string, string>> = {
      ...{ [day.userId]: 'ann', [day.rootId]: 'root', [day.customerId]: 'customer' },
      ...{ [day.clientId]: 'client', [day.productId]: 'product' },
    };
    const nameOf = (id: string | null) => (id === null ? '-' : (names[id] ?? 'somebody'));
    return `${nameOf(user_id)} by ${nameOf(client_id)}`;
  }

  const expected = [
    ['user_registered', 'success', '-', 'ann by -'],
    ['user_registered', 'refused', 'conflict', '- by -'],
    ['login', 'refused', 'unauthenticated', '- by -'],
    ['login', 'success', '-', 'ann by -'],
    ['logout', 'success', '-', 'ann by -'],
    ['password_changed', 'refused', 'invalid_input', 'ann by client'],
    ['password_changed', 'success', '-', 'ann by client'],
    ['client_registered', 'success', '-', '- by client'],
    ['client_registered', 'refused', 'invalid_redirect_uri', '- by -'],
    ['authorization', 'success', '-', 'ann by client'],
    ['authorization', 'refused', 'access_denied', 'ann by client'],
    ['authorization', 'refused', 'invalid_request', '- by client'],
    ['authorization', 'refused', 'invalid_redirect_uri', '- by -'],
    ['authorization', 'refused', 'unauthorized_client', '- by -'],
    ['token_issued', 'success', '-', 'ann by client'],
    ['token_issued', 'refused', 'invalid_grant', '- by client'],
    ['token_issued', 'refused', 'unsupported_grant_type', '- by -'],
    ['token_issued', 'refused', 'invalid_request', '- by client'],
    ['token_issued', 'failed', 'internal', '- by client'],
    ['token_refreshed', 'success', '-', 'ann by client'],
    ['token_refreshed', 'refused', 'invalid_grant', '- by client'],
    ['token_refreshed', 'refused', 'invalid_client', '- by client'],
    ['token_revoked', 'success', '-', 'ann by client'],
    ['token_revoked', 'refused', 'invalid_client', '- by client'],
    ['token_introspected', 'refused', 'invalid_client', '- by client'],
    ['grant_revoked', 'success', '-', 'ann by client'],
    ['grant_revoked', 'success', 'code_replayed', 'ann by client'],
    ['grant_revoked', 'success', 'refresh_token_reused', 'ann by client'],
    ['direct_connect', 'refused', 'unauthenticated', '- by product'],
    ['direct_connect', 'success', '-', 'customer by product'],
    ['client_registered', 'success', '-', 'root by -'],
    ['client_secret_rotated', 'success', '-', 'root by -'],
    ['client_updated', 'success', '-', 'root by -'],
    ['client_deleted', 'success', '-', 'root by -'],
    ['admin_access', 'refused', 'unauthenticated', '- by -'],
    ['admin_access', 'refused', 'insufficient_scope', 'ann by client'],
    ['user_promoted', 'success', '-', 'root by -'],
    ['user_demoted', 'success', '-', 'root by -'],
    ['user_deactivated', 'success', '-', 'root by -'],
    ['user_activated', 'success', '-', 'root by -'],
    ['sign_out_everywhere', 'success', '-', 'root by -'],
  ] as const;

  it.each(expected)('holds %s, %s for %s, done by %s', (action, outcome, reason, actor) => {
    const found = rows.filter(
      (row) => row.action === action && row.outcome === outcome && (row.reason ?? '-') === reason,
    );
    expect(found.map(actorOf)).toContain(actor);
  });

  it('says of every entry from which address it came', () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const { action, address } of rows) {
      expect([action, address]).toEqual([action, expect.stringMatching(/127\.0\.0\.1$|^::1$/)]);
    }
  });

  it('names the grant in each entry about one, so that it can be followed', () => {
    const ofGrants = ['token_issued', 'token_refreshed', 'grant_revoked', 'direct_connect'];
    const granted = rows.filter(
      ({ action, outcome }) => ofGrants.includes(action) && outcome === 'success',
    );
    expect(granted.length).toBeGreaterThan(5);
    for (const { details } of granted) expect(details).toHaveProperty('grant_id');
  });

  it('names whom an administrator changed', () => {
    const changes = rows.filter(({ action }) => /^user_(?!registered)|^sign_out/.test(action));
    expect(changes).toHaveLength(5);
    for (const { details } of changes) expect(details).toMatchObject({ user_id: day.userId });
  });

  describe('of the secrets that had a part in it', () => {
    const found = (text: string) => [...day.secrets].filter((secret) => text.includes(secret));

    it('are many, and the search would find one', () => {
      expect(day.secrets.size).toBeGreaterThan(40);
      for (const secret of day.secrets) expect(secret.length).toBeGreaterThan(20);
      const [secret] = day.secrets;
      expect(found(JSON.stringify({ details: `x${secret}` }))).toEqual([secret]);
    });

    it('holds none', () => {
      expect(found(JSON.stringify(rows))).toEqual([]);
    });

    it('leaves none in any log line, though requests with them failed inside', () => {
      const text = lines.map((each) => inspect(each, { depth: Number.POSITIVE_INFINITY }));
      expect(text.filter((each) => each.includes('request failed'))).not.toEqual([]);
      expect(found(text.join('\n'))).toEqual([]);
    });

    it('leaves none in any table of the database', async () => {
      const { store } = served;
      const tables = await store.sql<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public'`,
      );
      expect(tables.length).toBeGreaterThan(10);
      for (const { name } of tables) {
        const all = await store.sql(`select t::text as row from ${name} t`);
        expect([name, found(JSON.stringify(all))]).toEqual([name, []]);
      }
    });
  });
});
