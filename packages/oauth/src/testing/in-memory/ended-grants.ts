import type { Grant } from '../../grant/grant.js';
import type { Tables } from './tables.js';

/** Ends the matching active grants and returns them. */
export function endGrants(
  { grants }: Pick<Tables, 'grants'>,
  matches: (grant: Grant) => boolean,
  at: Date,
): readonly Grant[] {
  const ended = [...grants.values()].filter(
    ({ grant, revokedAt }) => revokedAt === undefined && matches(grant),
  );
  for (const row of ended) grants.set(row.grant.id, { ...row, revokedAt: at });
  return ended.map(({ grant }) => grant);
}

/** The same, and publishes each to every instance. */
export function revokeGrants(
  tables: Pick<Tables, 'grants' | 'revocations'>,
  matches: (grant: Grant) => boolean,
  at: Date,
): readonly Grant[] {
  const ended = endGrants(tables, matches, at);
  for (const { id } of ended) tables.revocations.add({ kind: 'grant', subject: id, at });
  return ended;
}
