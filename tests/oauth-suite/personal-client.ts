import {
  type PersonalProvider,
  type PersonalProviderOptions,
  personalProvider,
} from './personal-provider.js';
import { isUnauthorized, type Sdk, type SdkConnection } from './sdk-clients.js';

/** An MCP client as a person uses it: when it needs them, they log in and decide, and it tries again. */
export interface PersonalClient extends AsyncDisposable {
  readonly provider: PersonalProvider;
  /** Connects; also again, as after it was started anew with what it had kept. */
  connect(): Promise<void>;
  /** Calls a tool; answers its structured content, or rejects with the text of its error. */
  call(tool: string, data?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

export interface PersonalClientOptions extends PersonalProviderOptions {
  readonly sdk: Sdk;
  readonly endpoint: string;
}

export function personalClient({
  sdk,
  endpoint,
  ...options
}: PersonalClientOptions): PersonalClient {
  const provider = personalProvider(options);
  let connection: SdkConnection | undefined;

  async function connect(): Promise<SdkConnection> {
    await connection?.client.close();
    connection = sdk.open(new URL(endpoint), provider);
    try {
      await connection.connect();
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      await connection.finishAuth(provider.takeAnswer());
      connection = sdk.open(new URL(endpoint), provider);
      await connection.connect();
    }
    // By then it has asked for a stream of announcements too, in the background: nothing may come between.
    await connection.client.listTools();
    await provider.idle();
    return connection;
  }

  return {
    provider,
    async connect() {
      await connect();
    },
    async call(tool, data = {}) {
      const { client, finishAuth } = connection ?? (await connect());
      const request = { name: tool, arguments: data };
      const result = await client.callTool(request).catch(async (error: unknown) => {
        if (!isUnauthorized(error)) throw error;
        await finishAuth(provider.takeAnswer());
        return client.callTool(request);
      });
      if (result.isError) throw new Error(JSON.stringify(result.content));
      return result.structuredContent as Record<string, unknown>;
    },
    async [Symbol.asyncDispose]() {
      await connection?.client.close();
    },
  };
}
