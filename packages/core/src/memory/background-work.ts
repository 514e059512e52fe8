import type { MemoryContext } from './memory-context.js';
import { embedPending } from './pending-embeddings.js';

export interface BackgroundWork {
  /** Looks for waiting memories soon, instead of at the next turn. */
  kick(): void;
  /** Stops after the current step. */
  close(): Promise<void>;
}

/** Embeds waiting memories and maintains the store, once every `intervalMs`. */
export function startBackgroundWork(
  context: Omit<MemoryContext, 'onPending' | 'onRenamed'>,
  intervalMs: number,
): BackgroundWork {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let kicked: NodeJS.Timeout | undefined;

  const turn = async (): Promise<void> => {
    try {
      await embedWaiting(context, stopping.signal);
      if (!stopping.signal.aborted) await context.store.memories.maintain();
    } catch (error) {
      if (!stopping.signal.aborted) context.logger.error({ err: error }, 'background work failed');
    }
  };
  const run = (): void => {
    running ??= turn().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(run, intervalMs).unref();
  void warnOfOtherModels(context);

  return {
    kick() {
      if (kicked || stopping.signal.aborted) return;
      kicked = setTimeout(() => {
        kicked = undefined;
        run();
      }, 1_000).unref();
    },
    async close() {
      stopping.abort();
      clearInterval(timer);
      clearTimeout(kicked);
      await running;
    },
  };
}

async function embedWaiting(
  context: Omit<MemoryContext, 'onPending' | 'onRenamed'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const step = await embedPending(context, { stale: false, signal });
    if (step.failure !== undefined) {
      context.logger.warn({ err: step.failure, waiting: step.claimed }, 'embedding still fails');
      return;
    }
    if (step.claimed === 0) return;
    context.logger.info({ embedded: step.embedded }, 'embedded memories that had waited');
  }
}

/** A change of model shows when the service starts, not when searches come back empty. */
async function warnOfOtherModels({
  store,
  embedder,
  logger,
}: Omit<MemoryContext, 'onPending' | 'onRenamed'>): Promise<void> {
  try {
    const counts = await store.memories.countByModel();
    for (const { model, count } of counts) {
      if (model === undefined || model === embedder.model) continue;
      logger.warn(
        { model, memories: count, current: embedder.model },
        'memories were embedded by another model and are not found by meaning: run reembed',
      );
    }
  } catch (error) {
    logger.warn({ err: error }, 'could not compare embedding models');
  }
}
