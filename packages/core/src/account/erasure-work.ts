import type { Logger } from '../ports/logger.js';
import type { Eraser } from './eraser.js';

/** Resumes unfinished erasures, once every `intervalMs`. Returns a function that stops it. */
export function startErasureWork(
  eraser: Pick<Eraser, 'resume'>,
  { intervalMs, logger }: { readonly intervalMs: number; readonly logger: Logger },
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= eraser
      .resume()
      .catch((err: unknown) => logger.error({ err }, 'erasures could not be looked for'))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, intervalMs).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
