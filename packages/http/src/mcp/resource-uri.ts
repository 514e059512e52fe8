import { isUuid } from '@picard-mcp/core';
import { invalidField, type ListInput, parseInput } from '@picard-mcp/core/operations';
import { permissions } from '@picard-mcp/core/ports';
import { z } from 'zod';

/** RFC 6570 templates of the two resources. */
export const memoryTemplate = 'memories://{memory_id}';
export const collectionTemplate = 'users://{user_id}/memories{?permission,tag,limit,cursor}';

export function memoryUri(memoryId: string): string {
  return `memories://${memoryId}`;
}

/** Parameters of a collection, as in its URI. */
export type CollectionQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

export function collectionUri(userId: string, query: CollectionQuery = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}=${encodeURIComponent(one)}`),
  );
  return `users://${userId}/memories${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** What a URI is about: one memory, or memories of one user. */
export type ResourceReference =
  | { readonly kind: 'memory'; readonly memoryId: string }
  | { readonly kind: 'collection'; readonly userId: string; readonly query: URLSearchParams };

/** `undefined` for every URI that names no resource of Picard. Does not say whether the resource exists. */
export function parseResourceUri(uri: string): ResourceReference | undefined {
  const { scheme, id, path, query } = shape.exec(uri)?.groups ?? {};
  const uuid = id?.toLowerCase();
  if (!isUuid(uuid)) return undefined;
  if (scheme?.toLowerCase() === 'users' && path === '/memories') {
    return { kind: 'collection', userId: uuid, query: new URLSearchParams(query) };
  }
  const isMemory = scheme?.toLowerCase() === 'memories' && path === '' && query === undefined;
  return isMemory ? { kind: 'memory', memoryId: uuid } : undefined;
}

const shape =
  /^(?<scheme>users|memories):\/\/(?<id>[^/?#]{36})(?<path>[^?#]{0,20})(?:\?(?<query>[^#]*))?$/i;

const collectionQuery = z.strictObject({
  permission: z.enum(permissions).optional(),
  tag: z.array(z.string()).optional(),
  limit: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number')
    .transform(Number)
    .optional(),
  cursor: z.string().optional(),
});

/**
 * The filter that a collection's query asks for; `tag` may be repeated.
 * @throws PicardError `invalid_input` that names the parameter.
 */
export function collectionFilter(query: URLSearchParams): Omit<ListInput, 'userId'> {
  const given = [...new Set(query.keys())].map((name) => {
    const values = query.getAll(name);
    if (name !== 'tag' && values.length > 1) throw invalidField(name, 'must not be repeated');
    return [name, name === 'tag' ? values : values[0]];
  });
  const { tag, ...filter } = parseInput(collectionQuery, Object.fromEntries(given));
  return { ...filter, ...(tag && { tags: tag }) };
}
