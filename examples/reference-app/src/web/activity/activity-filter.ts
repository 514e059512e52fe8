import { z } from 'zod';

/** Days that can be looked back. */
export const spans = [7, 30, 90] as const;

export interface ActivityFilter {
  readonly days: (typeof spans)[number];
  /** The name of an operation, or a word of the record. */
  readonly action: string | undefined;
  readonly cursor: string | undefined;
}

const optional = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w.:~=-]+$/)
    .optional()
    .catch(undefined);

const filter = z.object({
  days: z
    .string()
    .transform((days) => spans.find((span) => String(span) === days) ?? 30)
    .catch(30),
  action: optional(100),
  cursor: optional(200),
});

/** Reads the address of the page; what makes no sense in it is passed over. */
export function parseFilter(query: unknown): ActivityFilter {
  const { days, action, cursor } = filter.parse(query);
  return { days, action, cursor };
}

/** The address of the page that shows this. */
export function addressOf(wanted: {
  readonly days: number;
  readonly action?: string | undefined;
  readonly cursor?: string | undefined;
}): string {
  const query = new URLSearchParams({ days: String(wanted.days) });
  if (wanted.action !== undefined) query.set('action', wanted.action);
  if (wanted.cursor !== undefined) query.set('cursor', wanted.cursor);
  return `/activity?${query}`;
}
