import type { RecordOperation } from './account/record-operation.js';
import type { BoundPicard } from './bound-picard.js';

/** What lies behind a Picard that takes note of what is done with it. */
export interface Recording {
  /** The same Picard, which takes no note. */
  readonly inner: BoundPicard;
  readonly record: RecordOperation;
}

type Names = Readonly<Record<string, string>>;

/** By which name each method of the library is recorded: that of its operation, where it has one. */
export const recordedNames: Readonly<Record<string, Names>> = {
  memories: {
    submit: 'submit_memory',
    get: 'get_memory',
    list: 'get_memories',
    update: 'update_memory',
    delete: 'delete_memory',
    setPermission: 'modify_permissions',
    query: 'query_memory',
    listTags: 'list_tags',
    batchSubmit: 'batch_submit_memories',
    batchUpdate: 'batch_update_memories',
    batchDelete: 'batch_delete_memories',
    batchSetPermission: 'batch_modify_permissions',
  },
  groups: {
    create: 'create_group',
    update: 'update_group',
    delete: 'delete_group',
    list: 'list_groups',
    addMembers: 'add_group_members',
    removeMembers: 'remove_group_members',
  },
  personas: {
    create: 'create_persona',
    update: 'update_persona',
    delete: 'delete_persona',
    list: 'list_personas',
    ask: 'query_persona',
    prompt: 'get_persona_prompt',
  },
  transfer: {
    export: 'export_memories',
    exportPage: 'export_memories',
    import: 'import_memories',
  },
  activity: { list: 'get_activity' },
  profile: {
    own: 'get_profile',
    get: 'get_profile',
    update: 'update_profile',
    find: 'find_users',
  },
  // An erasure writes its own entry, when it has taken everything else out of the record.
  account: { exportArchive: 'export_account' },
};

const recordings = new WeakMap<BoundPicard, Recording>();

/**
 * A Picard each call of which is recorded once, however many others it leads to. Its services are made when they are
 * first asked for.
 */
export function recordedPicard(inner: BoundPicard, record: RecordOperation): BoundPicard {
  const services = new Map<PropertyKey, unknown>();
  const outer = new Proxy(inner, {
    get(target, name) {
      const service: unknown = Reflect.get(target, name);
      if (typeof name !== 'string' || !Object.hasOwn(recordedNames, name)) return service;
      const made = services.get(name) ?? recordedService(service as object, name, record);
      services.set(name, made);
      return made;
    },
  });
  recordings.set(outer, { inner, record });
  return outer;
}

/** What lies behind a Picard that records; one that does not stands for itself. */
export function recordingOf(picard: BoundPicard): Recording {
  return recordings.get(picard) ?? { inner: picard, record: (_, work) => work(() => undefined) };
}

type Method = (...input: readonly unknown[]) => Promise<unknown>;
type StreamingMethod = (...input: readonly unknown[]) => AsyncIterable<unknown>;

/** Methods that answer with a stream, and not with a promise. They end when the stream does. */
const streaming: Readonly<Record<string, string>> = { transfer: 'export' };

/** What an argument is that is an id by itself. */
const ownIds: Names = {
  memories: 'memoryId',
  groups: 'groupId',
  personas: 'personaId',
  profile: 'userId',
};

function recordedService(service: object, kind: string, record: RecordOperation): object {
  const names = recordedNames[kind] ?? {};
  const methods = Object.entries(service).map(([method, implementation]: [string, unknown]) => {
    const name = names[method];
    if (typeof implementation !== 'function' || name === undefined) {
      return [method, implementation] as const;
    }
    if (streaming[kind] === method) {
      const call = implementation as StreamingMethod;
      const recorded: StreamingMethod = (...input) =>
        recordedStream(call.apply(service, [...input]), name, record);
      return [method, recorded] as const;
    }
    const call = implementation as Method;
    const recorded: Method = (...input) =>
      record(name, async (note) => {
        const [first] = input;
        note(typeof first === 'string' ? { [ownIds[kind] ?? 'id']: first } : first);
        return call.apply(service, [...input]);
      });
    return [method, recorded] as const;
  });
  return Object.fromEntries(methods);
}

/** The stream, as one operation from its first piece to its end; one that nobody reads on has ended well. */
async function* recordedStream(
  stream: AsyncIterable<unknown>,
  name: string,
  record: RecordOperation,
): AsyncIterable<unknown> {
  let end: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const recorded = record(name, () => ended);
  try {
    yield* stream;
  } catch (error) {
    fail(error);
    // Whoever reads the stream hears of it there.
    await recorded.catch(() => undefined);
    throw error;
  } finally {
    end();
    await recorded.catch(() => undefined);
  }
}
