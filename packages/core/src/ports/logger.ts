type LogMethod = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Structured logging, as pino has it. Fields never hold memory text, tokens or secrets. */
export interface Logger {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

const nothing: LogMethod = () => undefined;

export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
