import type { UserId } from '@picard-mcp/core';
import type { Installation } from './installation.js';
import { memoryUserOf } from './memory-user.js';
import { tokenOf } from './upload.js';
import { type Page, type Visitor, visitor } from './visitor.js';

/** Somebody who imports, and their id at the memory server. */
export interface Importer {
  readonly username: string;
  readonly who: Visitor;
  readonly id: UserId;
}

let joins = 0;

/** Somebody new, with no memories. */
export async function join(installation: Installation): Promise<Importer> {
  const who = visitor(installation.url);
  joins += 1;
  const username = `importer-${joins}`;
  await who.register(username);
  await who.connect();
  return { username, who, id: await memoryUserOf(installation, username) };
}

/** The texts of all of somebody's memories, in the order of the alphabet. */
export async function textsOf(installation: Installation, id: UserId): Promise<readonly string[]> {
  const { memories } = installation.server.picard.as(id);
  const texts: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await memories.list({ limit: 200, ...(cursor && { cursor }) });
    texts.push(...page.memories.map(({ text }) => text));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return texts.sort();
}

/** Imports pasted text. */
export async function paste(
  installation: Installation,
  who: Visitor,
  text: string,
  format = '',
): Promise<Page> {
  return who.send('/import', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: await tokenOf(who), text, format }),
    headers: { origin: installation.url },
  });
}
