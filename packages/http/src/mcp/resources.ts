import {
  type ListResourcesResult,
  type ListResourceTemplatesResult,
  type ReadResourceResult,
  type Resource,
  ResourceNotFoundError,
} from '@modelcontextprotocol/server';
import { type BoundPicard, limits, type Memory } from '@picard-mcp/core';
import { memoryToJson } from '@picard-mcp/core/operations';
import { excerpt } from './excerpt.js';
import {
  collectionFilter,
  collectionTemplate,
  collectionUri,
  memoryTemplate,
  memoryUri,
  parseResourceUri,
} from './resource-uri.js';

/** Key of a memory's fields, except its text, in the `_meta` of its content. */
export const memoryMetaKey = 'picard-mcp/memory';

const markdown = 'text/markdown';
const json = 'application/json';
/** As large as a page may be: clients that gather all pages give up after some dozens of them. */
const pageSize = limits.page;

export const resourceTemplates: ListResourceTemplatesResult = {
  resourceTemplates: [
    {
      uriTemplate: memoryTemplate,
      name: 'memory',
      title: 'One memory',
      description: 'The text of one memory that you may read. Its other fields are in `_meta`.',
      mimeType: markdown,
    },
    {
      uriTemplate: collectionTemplate,
      name: 'memories_of_user',
      title: 'Memories of a user',
      description:
        'Summaries of the memories of a user that you may read, newest first, with a link to each. ' +
        'Filter by `permission` and `tag` (repeatable). `limit` is 1 to 200; `cursor` is the `next_cursor` of the previous page.',
      mimeType: json,
    },
  ],
};

/** The caller's own memories, newest first, after the collection that holds them all. */
export async function listResources(
  { principal, memories }: BoundPicard,
  cursor: string | undefined,
): Promise<ListResourcesResult> {
  const page = await memories.list({
    userId: principal.userId,
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  });
  const own = page.memories.map(resourceOf);
  return {
    resources: cursor === undefined ? [ownCollection(principal.userId), ...own] : own,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}

function ownCollection(userId: string): Resource {
  return {
    uri: collectionUri(userId),
    name: 'my_memories',
    title: 'My memories',
    description: 'Summaries of all your memories, newest first, with a link to each.',
    mimeType: json,
  };
}

function resourceOf(memory: Memory): Resource {
  const title = excerpt(memory.text, 80);
  return {
    uri: memoryUri(memory.id),
    name: title,
    title,
    description: [memory.permission, memory.category, ...memory.tags].filter(Boolean).join(', '),
    mimeType: markdown,
    size: Buffer.byteLength(memory.text),
    annotations: { lastModified: memory.updatedAt.toISOString() },
  };
}

/**
 * @throws ResourceNotFoundError for a URI of no resource.
 * @throws PicardError `not_found` alike for an absent memory and for one that the caller may not read;
 *   `invalid_input` for a wrong parameter of a collection.
 */
export async function readResource(picard: BoundPicard, uri: string): Promise<ReadResourceResult> {
  const reference = parseResourceUri(uri);
  if (!reference) throw new ResourceNotFoundError(uri);
  if (reference.kind === 'memory') {
    const { text, ...fields } = memoryToJson(await picard.memories.get(reference.memoryId));
    return { contents: [{ uri, mimeType: markdown, text, _meta: { [memoryMetaKey]: fields } }] };
  }
  const collection = await readCollection(picard, reference.userId, reference.query);
  return { contents: [{ uri, mimeType: json, text: JSON.stringify(collection) }] };
}

async function readCollection(picard: BoundPicard, userId: string, query: URLSearchParams) {
  const filter = collectionFilter(query);
  const { memories, nextCursor } = await picard.memories.list({ userId, ...filter });
  const next = {
    permission: filter.permission,
    tag: filter.tags,
    limit: filter.limit?.toString(),
    cursor: nextCursor,
  };
  return {
    user_id: userId,
    memories: memories.map(summaryOf),
    next_cursor: nextCursor ?? null,
    next: nextCursor === undefined ? null : collectionUri(userId, next),
  };
}

function summaryOf(memory: Memory) {
  const { id, permission, tags, category, created_at, updated_at, expiration_date } =
    memoryToJson(memory);
  const summary = excerpt(memory.text, 200);
  return {
    uri: memoryUri(id),
    id,
    summary,
    permission,
    tags,
    category,
    created_at,
    updated_at,
    expiration_date,
  };
}
