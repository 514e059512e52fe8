type Log = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What the application logs to. Nothing personal is ever among the fields. */
export interface WebLogger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}
