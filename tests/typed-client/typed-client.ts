import { fileURLToPath } from 'node:url';
import { memoryStore } from '@picard-mcp/core/testing';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { startOAuthServer } from '../oauth-suite/oauth-server.js';

/** Where the web application keeps the types of the memory server's interface. */
export const typedClientFile = fileURLToPath(
  new URL('../../examples/reference-app/src/web/memory-service/openapi.d.ts', import.meta.url),
);

const preface = `/**
 * The memory server's HTTP interface, made out of its /openapi.json by \`npm run generate:client\`.
 */

`;

/** The types of the memory server's interface, out of the document that it serves, as TypeScript. */
export async function typedClient(): Promise<string> {
  const memories = memoryStore();
  const authorization = authorizationStoreInMemory({ users: memories.users });
  const server = await startOAuthServer({
    store: { ...memories, authorization },
    // Examples hold the server's address: the same whatever port is free.
    issuer: 'https://picard.example',
    authorization: { totals: memories.totals, eraseUser: async () => undefined },
  });
  try {
    const response = await fetch(`${server.url}/openapi.json`);
    const document = (await response.json()) as OpenAPI3;
    return `${preface}${astToString(await openapiTypescript(document, { immutable: true, defaultNonNullable: false }))}`;
  } finally {
    await server.close();
  }
}
