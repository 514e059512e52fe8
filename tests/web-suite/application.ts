import type { WebConfiguration } from '../../examples/reference-app/src/web/configuration.js';
import { generateKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import {
  type RunningWeb,
  startWeb,
  type WebOptions,
} from '../../examples/reference-app/src/web/start-web.js';

export interface ApplicationOptions
  extends Pick<WebOptions, 'database' | 'logger' | 'now'>,
    Partial<Pick<WebOptions, 'encryptionKeys'>> {
  readonly port: number;
  /** Of the memory server. */
  readonly issuer: string;
  readonly client: WebConfiguration['client'];
  /** What is not as usual. */
  readonly configuration?: Partial<WebConfiguration> | undefined;
}

/** The web application at `http://localhost:<port>`. */
export function startApplication(options: ApplicationOptions): Promise<RunningWeb> {
  const { port, issuer, client, configuration, ...rest } = options;
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
    encryptionKeys: generateKeyRing(),
    ...rest,
  });
}
