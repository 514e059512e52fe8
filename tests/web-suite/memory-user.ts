import type { UserId } from '@picard-mcp/core';
import type { Installation } from './installation.js';

/** The id at the memory server of somebody who is connected. */
export async function memoryUserOf(installation: Installation, username: string): Promise<UserId> {
  const { rows } = await installation.database.pool.query<{ memory_user_id: UserId }>(
    `select memory_user_id from connections join users on users.id = connections.user_id
     where username = $1`,
    [username],
  );
  const [row] = rows;
  if (!row) throw new Error(`${username} is not connected`);
  return row.memory_user_id;
}

/** Lets somebody be found by others, as their settings would. Answers their id at the memory server. */
export async function letBeFound(
  installation: Installation,
  username: string,
  name?: string,
): Promise<UserId> {
  const id = await memoryUserOf(installation, username);
  await installation.server.picard.as(id).profile.update({
    ...(name !== undefined && { name }),
    settings: { discoverable: true },
  });
  return id;
}
