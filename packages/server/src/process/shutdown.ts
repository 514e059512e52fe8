import type { Logger } from '@picard-mcp/core/ports';

/** npm forwards a terminal's Ctrl-C to a program that has already received it. */
const echoMs = 100;
const patienceMs = 20_000;

/**
 * Ends the process at the first SIGTERM or SIGINT: `close` first, then exit 0. A second signal, or
 * a `close` that takes too long, exits 1 at once.
 */
export function closeOnSignals(close: () => Promise<void>, logger: Logger): void {
  let isClosing = false;
  let isEcho = true;

  const exit = (code: number, fields: Record<string, unknown>, message: string) => {
    logger[code === 0 ? 'info' : 'error'](fields, message);
    process.exit(code);
  };

  const onSignal = (signal: NodeJS.Signals) => {
    if (isClosing) {
      if (!isEcho) exit(1, { signal }, 'second signal: stopped at once');
      return;
    }
    isClosing = true;
    logger.info({ signal }, 'stopping: finishing what was accepted');
    setTimeout(() => {
      isEcho = false;
    }, echoMs);
    setTimeout(() => exit(1, { patienceMs }, 'stopping took too long'), patienceMs);
    close().then(
      () => exit(0, {}, 'stopped'),
      (err: unknown) => exit(1, { err }, 'stopping failed'),
    );
  };

  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}
