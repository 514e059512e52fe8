import { type Principal, requireScope, type Scope } from './principal.js';

/** Returns what an operation affects: the ids in its input, and nothing else of it. */
export type NoteInput = (input: unknown) => void;

/** Runs the operations of one principal: checks the scope of each and records how it ended. */
export interface Guard {
  readonly principal: Principal;
  /**
   * Runs `work` once the principal is known to hold `scope`; `undefined` needs none.
   *
   * @param operation Its name in the record of activity: that of the catalogue, where it has one.
   * @param input What the caller passed.
   * @throws PicardError `insufficient_scope`, as a rejection.
   */
  run<Value>(
    operation: string,
    scope: Scope | undefined,
    input: unknown,
    work: (note: NoteInput) => Promise<Value>,
  ): Promise<Value>;
  /** The same for a stream: one operation from its first piece to its end. */
  stream<Value>(
    operation: string,
    scope: Scope,
    input: unknown,
    work: () => AsyncIterable<Value>,
  ): AsyncIterable<Value>;
}

/** A guard that checks scopes and records nothing: for what an operation does by itself. */
export function unrecordedGuard(principal: Principal): Guard {
  return {
    principal,
    async run(_operation, scope, _input, work) {
      if (scope !== undefined) requireScope(principal, scope);
      return work(() => undefined);
    },
    async *stream(_operation, scope, _input, work) {
      requireScope(principal, scope);
      yield* work();
    },
  };
}
