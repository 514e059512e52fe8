import { isUuid } from '../ids.js';
import { type OperationEnd, observedOperation } from '../telemetry/observed-operation.js';
import { type Guard, unrecordedGuard } from '../token/guard.js';
import type { Principal } from '../token/principal.js';
import type { ActivityRecorder } from './activity-recorder.js';

/** Where a call came from. */
export interface CallOrigin {
  /** Network address of the caller, for the record of activity. */
  readonly clientAddress?: string | undefined;
  /** Identifies the request in logs and traces. */
  readonly requestId?: string | undefined;
}

/**
 * A guard that records what one principal does: in the record of activity (where there is one), in a trace
 * and in metrics. Each call is recorded once, however many others it leads to.
 */
export function recordingGuard(
  recorder: Pick<ActivityRecorder, 'record'> | undefined,
  principal: Principal,
  { clientAddress: address, requestId }: CallOrigin,
): Guard {
  const checking = unrecordedGuard(principal);
  const { userId, clientId } = principal;

  const run: Guard['run'] = (operation, scope, input, work) => {
    let noted = input;
    const onEnd = (end: OperationEnd): void =>
      recorder?.record({
        action: operation,
        ...end,
        userId,
        clientId,
        address,
        details: idsIn(noted),
      });
    const recorded = () =>
      checking.run(operation, scope, input, () =>
        work((parsed) => {
          noted = parsed;
        }),
      );
    return observedOperation(operation, requestId, recorded, onEnd);
  };

  return {
    principal,
    run,
    async *stream(operation, scope, input, work) {
      let end: () => void = () => undefined;
      let fail: (error: unknown) => void = () => undefined;
      const ended = new Promise<void>((resolve, reject) => {
        end = resolve;
        fail = reject;
      });
      // The reader of the stream gets the error from the stream.
      ended.catch(() => undefined);
      const recorded = run(operation, scope, input, () => ended).catch(() => undefined);
      try {
        yield* checking.stream(operation, scope, input, work);
      } catch (error) {
        fail(error);
        await recorded;
        throw error;
      } finally {
        end();
        await recorded;
      }
    },
  };
}

/** The fields by which operations name their objects, and their names in the record. */
const idFields = {
  memoryId: 'memory_id',
  userId: 'user_id',
  groupId: 'group_id',
  personaId: 'persona_id',
};

function idsIn(input: unknown): Record<string, string> | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  let ids: Record<string, string> | undefined;
  for (const [field, name] of Object.entries(idFields)) {
    const value = Object.hasOwn(input, field) ? Reflect.get(input, field) : undefined;
    if (!isUuid(value)) continue;
    ids ??= {};
    ids[name] = value;
  }
  return ids;
}
