import type { ConnectedVisit } from '../http/visit.js';

/** The visitor's id at the memory server, which is not the one at this application. */
export async function ownIdOf({ connection, memory }: ConnectedVisit): Promise<string> {
  return connection.memoryUserId ?? (await memory.call('get_profile', {})).id;
}
