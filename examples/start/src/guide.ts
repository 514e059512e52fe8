import type { WebConfiguration } from '@picard-mcp/reference-app';
import type { Configuration, RunningServer } from '@picard-mcp/server';

/** What a person wants to know after the first start: where Picard is, and how to connect to it. */
export function guide(
  { issuer, dataDir, databaseUrl }: Configuration,
  { administrator, generatedPassword }: RunningServer,
  web: Pick<WebConfiguration, 'url'>,
): string {
  const mcp = `${issuer}/mcp`;
  const database = databaseUrl === undefined ? `embedded, in ${dataDir}` : 'PostgreSQL';
  const password = generatedPassword
    ? `, password ${generatedPassword} (shown only this once)`
    : '';
  return `
Picard is ready.

  Application    ${web.url}
  MCP server     ${mcp}
  API reference  ${issuer}/docs
  Database       ${database}
  Administrator  ${administrator.username}${password}

Connect an MCP client: it opens a browser, where you log in and allow it.

  Claude Code    claude mcp add --transport http picard ${mcp}
  VS Code        code --add-mcp "{\\"name\\":\\"picard\\",\\"type\\":\\"http\\",\\"url\\":\\"${mcp}\\"}"
  others         their setting for a remote MCP server: ${mcp}

Or call it from another terminal, in this folder, with a token (an hour; --lifetime 30d lasts):

  export PICARD_TOKEN=$(npm run --silent picard -- issue-token)
  curl           curl -s ${issuer}/api/tools -H "Authorization: Bearer $PICARD_TOKEN" -H 'Content-Type: application/json' -d '{"tool":"submit_memory","data":{"text":"The spare key is with Ada."}}'
`;
}
