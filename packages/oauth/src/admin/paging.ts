import { z } from '@hono/zod-openapi';
import { isUuid } from '@picard-mcp/core';
import { invalidField, parseInput } from '@picard-mcp/core/operations';

/** Where a page ended: the time and id of its last item. */
export interface Place {
  readonly time: Date;
  readonly id: string;
}

const maxItems = 200;

/** The query parameters of every list. */
export const pageQuery = {
  limit: z.coerce
    .number(`must be from 1 to ${maxItems}`)
    .int('must be a whole number')
    .min(1, `must be from 1 to ${maxItems}`)
    .max(maxItems, `must be from 1 to ${maxItems}`)
    .default(50)
    .openapi({ type: 'integer', minimum: 1, maximum: maxItems, default: 50 }),
  cursor: z.string().optional().describe('The `next_cursor` of the previous page.'),
};

/** How `next_cursor` is described. */
export const nextCursor = z
  .string()
  .nullable()
  .describe('Pass this as `cursor` to get the next page; null on the last page.');

/**
 * The parameters of a query.
 *
 * @throws PicardError `invalid_input` that names the parameter, also for an unknown or a repeated one.
 */
export function readQuery<Schema extends z.ZodType>(schema: Schema, url: URL): z.output<Schema> {
  const names = [...url.searchParams.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw invalidField(repeated.slice(0, 200), 'must not be repeated');
  return parseInput(schema, Object.fromEntries(url.searchParams));
}

/** One item more than a page shows whether another page follows. */
export function cutPage<Item>(
  items: readonly Item[],
  limit: number,
  placeOf: (item: Item) => Place,
): { readonly page: readonly Item[]; readonly next: string | null } {
  const page = items.slice(0, limit);
  const last = items.length > limit ? page.at(-1) : undefined;
  return { page, next: last === undefined ? null : encodePlace(placeOf(last)) };
}

/** @throws PicardError `invalid_input` for what is no cursor of this server. */
export function decodeCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [, time = '', id] = /^(\d{1,15}) (\S+)$/.exec(decodeText(cursor)) ?? [];
  const date = new Date(Number(time));
  if (!isUuid(id) || Number.isNaN(date.getTime())) {
    throw invalidField('cursor', 'is not a valid cursor');
  }
  return { time: date, id };
}

function encodePlace({ time, id }: Place): string {
  return Buffer.from(`${time.getTime()} ${id}`).toString('base64url');
}

function decodeText(cursor: string): string {
  return Buffer.from(cursor.slice(0, 200), 'base64url').toString();
}
