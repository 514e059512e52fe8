import type { BoundPicard } from '@picard-mcp/core';
import type { Installation } from './installation.js';
import { type Visitor, visitor } from './visitor.js';

/** Somebody who uses the application, and the same user straight at the memory server. */
export interface Member {
  readonly visit: Visitor;
  /** At the memory server. */
  readonly id: string;
  readonly memories: BoundPicard['memories'];
  readonly picard: BoundPicard;
  /** Adds memories with what a file can say of them; answers their ids. */
  add(...records: readonly MemoryRecord[]): Promise<readonly string[]>;
}

export interface MemoryRecord {
  readonly text: string;
  readonly tags?: readonly string[];
  readonly category?: string;
  readonly permission?: 'private' | 'public' | 'shared';
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly expiration_date?: string;
  readonly metadata?: object;
  readonly shared_with?: {
    readonly user_ids?: readonly string[];
    readonly group_ids?: readonly string[];
  };
}

/** Registers and connects somebody. */
export async function member(installation: Installation, username: string): Promise<Member> {
  const visit = visitor(installation.url);
  await visit.register(username);
  await visit.connect();
  return { visit, ...(await atServer(installation, username)) };
}

/** A connected user of the application, as the memory server knows them. */
export async function atServer(
  { database, server }: Installation,
  username: string,
): Promise<Omit<Member, 'visit'>> {
  const { rows } = await database.pool.query<{ memory_user_id: string }>(
    'select memory_user_id from connections join users on id = user_id where username = $1',
    [username],
  );
  const id = rows[0]?.memory_user_id;
  if (id === undefined) throw new Error(`${username} is not connected`);
  const picard = server.picard.as(id);
  return {
    id,
    picard,
    memories: picard.memories,
    async add(...records) {
      const named = records.map((record) => ({ id: crypto.randomUUID(), ...record }));
      const { imported, refused } = await picard.transfer.import({
        format: 'json',
        content: JSON.stringify(named),
      });
      if (imported !== records.length) throw new Error(JSON.stringify(refused));
      return named.map((record) => record.id);
    },
  };
}
