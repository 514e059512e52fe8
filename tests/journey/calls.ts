import { silentLogger } from '@picard-mcp/core/ports';
import { picardProgram, readConfiguration } from '@picard-mcp/server';
import type { Installation } from './installations.js';

/** A memory or a finding, as far as the journeys look at it. */
export interface Remembered {
  readonly id: string;
  readonly text: string;
}

/** A token of an installation, by default the administrator's. The command runs here: a process takes a second. */
export async function issueToken(
  { environment }: Pick<Installation, 'environment'>,
  ...options: string[]
): Promise<string> {
  const lines: string[] = [];
  const program = await picardProgram(
    {
      configuration: readConfiguration(environment),
      logger: silentLogger,
      print: (line) => void lines.push(line),
    },
    'issue-token',
  );
  await program.parseAsync(['issue-token', ...options], { from: 'user' });
  return lines.join('\n');
}

/** One REST call; answers its `data`. */
export async function callTool<Data>(
  { url }: Pick<Installation, 'url'>,
  token: string,
  tool: string,
  data: object,
): Promise<Data> {
  const response = await fetch(`${url}/api/tools`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool, data }),
  });
  const body = (await response.json()) as { readonly data: Data };
  if (!response.ok) throw new Error(`${tool}: ${response.status} ${JSON.stringify(body)}`);
  return body.data;
}

/** The texts of everything that the token's user can read. */
export async function allTexts(
  installation: Pick<Installation, 'url'>,
  token: string,
): Promise<readonly string[]> {
  const { memories } = await callTool<{ memories: readonly Remembered[] }>(
    installation,
    token,
    'retrieve_memories',
    {},
  );
  return memories.map(({ text }) => text);
}
