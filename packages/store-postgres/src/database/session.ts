import type { ClientBase } from 'pg';
import type { SessionSettings } from '../session-settings.js';

/** Sets by a query what poolers between us and the server refuse as start-up parameters. */
export async function applySettings(client: ClientBase, settings: SessionSettings): Promise<void> {
  const names = Object.keys(settings);
  if (names.length === 0) return;
  await client.query(
    'select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting(name, value)',
    [names, Object.values(settings)],
  );
}
