import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import type { accountOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';

/** What can be erased at the memory server, as far as it says so now. */
export type MemoriesAtStake =
  | {
      readonly canErase: true;
      /** Of those that have not expired. */
      readonly count: number;
      /** Whether there are so many that `count` is an estimate. */
      readonly isEstimate: boolean;
    }
  | { readonly canErase: false; readonly why: 'disconnected' | 'readOnly' | 'unreachable' };

export async function memoriesAtStake(
  { memoryServices }: Context,
  { connection, user }: ReturnType<typeof accountOf>,
): Promise<MemoriesAtStake> {
  if (connection === undefined) return { canErase: false, why: 'disconnected' };
  if (!allows(connection, 'memories:write')) return { canErase: false, why: 'readOnly' };
  try {
    const { total, total_is_estimate } = await memoryServices(user.id).call('get_memories', {
      expired: false,
      limit: 1,
      count: true,
    });
    return { canErase: true, count: total ?? 0, isEstimate: total_is_estimate ?? false };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { canErase: false, why: error.code === 'disconnected' ? 'disconnected' : 'unreachable' };
  }
}
