import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import type { accountOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';

/** What can be erased at the memory server, as far as it says so now. */
export type MemoriesAtStake =
  | {
      readonly canErase: true;
      /** Not expired ones, counted up to a page; `isMore` when there are further ones. */
      readonly count: number;
      readonly isMore: boolean;
    }
  | { readonly canErase: false; readonly why: 'disconnected' | 'readOnly' | 'unreachable' };

/** As many as the server lists at a time. */
const mostCounted = 200;

export async function memoriesAtStake(
  { memoryServices }: Context,
  { connection, user }: ReturnType<typeof accountOf>,
): Promise<MemoriesAtStake> {
  if (connection === undefined) return { canErase: false, why: 'disconnected' };
  if (!allows(connection, 'memories:write')) return { canErase: false, why: 'readOnly' };
  try {
    const { memories, next_cursor } = await memoryServices(user.id).call('get_memories', {
      ...{ expired: false, sort: 'created_at', order: 'desc', limit: mostCounted },
    });
    return { canErase: true, count: memories.length, isMore: next_cursor !== null };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { canErase: false, why: error.code === 'disconnected' ? 'disconnected' : 'unreachable' };
  }
}
