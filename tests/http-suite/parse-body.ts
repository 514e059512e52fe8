import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { BodyParser } from './host.js';

/** What common body parsers make of a request: only of the type that they are for. */
export async function parseBody(
  req: IncomingMessage,
  parser: Exclude<BodyParser, 'none'>,
): Promise<unknown> {
  const type = req.headers['content-type'] ?? '';
  if (parser === 'json' && !type.includes('json')) return undefined;
  if (parser === 'urlencoded' && !type.includes('urlencoded')) return undefined;
  const bytes = Buffer.concat(await req.toArray());
  if (parser === 'json') return bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  if (parser === 'urlencoded') return parse(bytes.toString());
  if (parser === 'text') return bytes.toString();
  return parser === 'raw' ? bytes : undefined;
}
