import { isUuid } from '../ids.js';
import { type OperationEnd, observedOperation } from '../telemetry/observed-operation.js';
import type { Principal } from '../token/principal.js';
import type { ActivityRecorder } from './activity-recorder.js';

/** Where a call came from. */
export interface CallOrigin {
  /** Network address of the caller, for the record of activity. */
  readonly clientAddress?: string | undefined;
  /** Names the request in logs and traces. */
  readonly requestId?: string | undefined;
}

/** Tells what an operation is done to: ids in its input are taken down, and nothing else of it. */
export type NoteInput = (input: unknown) => void;

/** Does the work of an operation, and takes note of who did what, how it ended and how long it took. */
export type RecordOperation = <Value>(
  operation: string,
  work: (note: NoteInput) => Promise<Value>,
) => Promise<Value>;

/** Notes what one principal does, in the record of activity (where there is one), in a trace and in metrics. */
export function operationRecorder(
  recorder: Pick<ActivityRecorder, 'record'> | undefined,
  { userId, clientId }: Principal,
  { clientAddress: address, requestId }: CallOrigin,
): RecordOperation {
  return (operation, work) => {
    let input: unknown;
    const note: NoteInput = (noted) => {
      input = noted;
    };
    const onEnd = (end: OperationEnd): void =>
      recorder?.record({
        action: operation,
        ...end,
        userId,
        clientId,
        address,
        details: idsIn(input),
      });
    return observedOperation(operation, requestId, () => work(note), onEnd);
  };
}

/** What operations name their objects by, in the library's words. */
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
