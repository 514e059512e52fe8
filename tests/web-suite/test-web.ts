import type { WebConfiguration } from '../../examples/reference-app/src/web/configuration.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import { type RunningWeb, startWeb } from '../../examples/reference-app/src/web/start-web.js';

export interface TestWebOptions {
  readonly port: number;
  /** Of the memory server. */
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly database: Database;
  readonly encryptionKeys: string;
  readonly configuration?: Partial<WebConfiguration>;
  readonly log?: (level: string, fields: object, message: string) => void;
  readonly now?: () => Date;
}

/** One instance of the web application, at `http://localhost:{port}`. */
export function startTestWeb(options: TestWebOptions): Promise<RunningWeb> {
  const { port, issuer, client, database, encryptionKeys, configuration, now } = options;
  const logTo = (level: string) => (fields: object, message: string) =>
    options.log?.(level, fields, message);
  return startWeb({
    configuration: {
      host: '127.0.0.1',
      port,
      url: `http://localhost:${port}`,
      databaseUrl: undefined,
      folder: '',
      encryptionKeys: undefined,
      issuer,
      serviceUrl: issuer,
      client,
      trustedProxies: 0,
      ...configuration,
    },
    database,
    encryptionKeys,
    logger: {
      debug: () => undefined,
      info: logTo('info'),
      warn: logTo('warn'),
      error: logTo('error'),
    },
    ...(now && { now }),
  });
}
