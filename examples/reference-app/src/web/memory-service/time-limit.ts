import { ServiceError } from './service-error.js';

/** Ends one exchange with the memory server: when its time is over, or when the visitor leaves. */
export interface TimeLimit {
  /** Aborts with the ServiceError that tells why. */
  readonly signal: AbortSignal;
  /** Counts anew from now. */
  restart(ms: number): void;
  /** Stops counting until `restart`. */
  pause(): void;
  /** The exchange is over: nothing aborts any more. */
  end(): void;
}

/**
 * Made of a plain timer and a plain listener: `AbortSignal.any` with `AbortSignal.timeout` may be collected as garbage
 * before it fires (nodejs/node#57736).
 */
export function limitTime(ms: number, visitor?: AbortSignal | null): TimeLimit {
  const controller = new AbortController();
  const expire = () =>
    controller.abort(new ServiceError('slow', 'The memory server did not answer in time.'));
  const leave = () =>
    controller.abort(
      new ServiceError('unreachable', 'The visitor left before the answer was complete.', {
        cause: visitor?.reason,
      }),
    );
  let timer = setTimeout(expire, ms);
  if (visitor?.aborted) leave();
  else visitor?.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    restart(again) {
      clearTimeout(timer);
      timer = setTimeout(expire, again);
    },
    pause: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      visitor?.removeEventListener('abort', leave);
    },
  };
}
