import type { Installation } from './installations.js';
import { runPicard } from './programs.js';

/** A memory or a finding, as far as the journeys look at it. */
export interface Remembered {
  readonly id: string;
  readonly text: string;
}

/** The administrator's token, as an operator gets it in a second terminal. */
export async function issueToken(
  { environment }: Installation,
  ...options: string[]
): Promise<string> {
  const { code, stdout, stderr } = await runPicard(['issue-token', ...options], environment);
  if (code !== 0) throw new Error(`issue-token: ${stderr}`);
  return stdout.trim();
}

/** One REST call; answers its `data`. */
export async function callTool<Data>(
  { url }: Installation,
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
