import type { Configuration } from '../configuration.js';
import type { RunningServer } from './start-server.js';

/** What a person wants to know after the first start: where Picard is, and how to connect to it. */
export function guide(
  { issuer, dataDir, databaseUrl }: Configuration,
  { administrator, generatedPassword }: RunningServer,
): string {
  const mcp = `${issuer}/mcp`;
  const database = databaseUrl === undefined ? `embedded, in ${dataDir}` : 'PostgreSQL';
  const password = generatedPassword
    ? `, password ${generatedPassword} (shown only this once)`
    : '';
  return `
Picard is ready.

  MCP server     ${mcp}
  API reference  ${issuer}/docs
  Database       ${database}
  Administrator  ${administrator.username}${password}

Connect from another terminal, in this folder. First get a token:

  export PICARD_TOKEN=$(npm run --silent picard -- issue-token)

Then tell your client:

  Claude Code    claude mcp add --transport http picard ${mcp} --header "Authorization: Bearer $PICARD_TOKEN"
  VS Code        code --add-mcp "{\\"name\\":\\"picard\\",\\"type\\":\\"http\\",\\"url\\":\\"${mcp}\\",\\"headers\\":{\\"Authorization\\":\\"Bearer $PICARD_TOKEN\\"}}"
  curl           curl -s ${issuer}/api/tools -H "Authorization: Bearer $PICARD_TOKEN" -H 'Content-Type: application/json' -d '{"tool":"submit_memory","data":{"text":"The spare key is with Ada."}}'

The token is good for an hour; \`issue-token --lifetime 30d\` gives one that lasts.
`;
}
