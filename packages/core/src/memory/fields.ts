import { z } from 'zod';
import { idList, instant, storable, uuid } from '../field.js';
import { limits } from '../limits.js';
import { permissions } from '../permission/permission.js';
import { distinctLabels, shownLabel } from './label.js';

export const memoryText = storable(
  z
    .string()
    .min(1, 'must not be empty')
    .max(limits.text, `must have at most ${limits.text} characters`),
)
  .refine((text) => text.trim() !== '', 'must not be empty')
  .describe('What to remember: one fact or note, in plain text or Markdown.');

export const memoryId = uuid.describe('Id of the memory.');

export const permission = z
  .enum(permissions)
  .describe(
    '`private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`.',
  );

const storableText = storable(z.string());

/** A label as it is shown; see `labelKey` for which labels are the same. */
const label = (maxLength: number) =>
  storable(
    z
      .string()
      .overwrite((text) => shownLabel(text, maxLength))
      .min(1, 'must not be empty')
      .max(maxLength, `must have at most ${maxLength} characters`),
  ).refine((text) => text.trim() !== '', 'must not be empty');

export const tag = label(limits.tag).describe('A tag.');

const tagList = z
  .array(label(limits.tag))
  .max(limits.tags, `must have at most ${limits.tags} items`)
  .transform(distinctLabels);

export const tags = tagList.describe('Short labels to filter by.');

export const tagFilter = tagList.describe('Only memories that have all of these tags.');

export const anyTagFilter = tagList.describe('Only memories that have at least one of these tags.');

export const withoutTagFilter = tagList.describe('Only memories that have none of these tags.');

export const category = label(limits.category).describe('One broad heading, such as "work".');

export const metadata = z
  .record(z.string(), z.unknown())
  .superRefine((value, context) => {
    const complaint = metadataComplaint(value);
    if (complaint) context.addIssue({ code: 'custom', message: complaint });
  })
  .describe('Additional data as a JSON object. Encrypted like the text; not searchable.');

/**
 * The optional fields of a memory besides its text and tags: a submission accepts each, a change accepts
 * `null` to clear it.
 */
export const optionalFields = {
  expirationDate: instant.describe('When the memory expires: ISO 8601 with an offset.'),
  category,
  metadata,
};

const { metadata: _encrypted, ...facts } = optionalFields;

/** The optional fields that are stored unencrypted; metadata is encrypted. */
export const optionalFacts = facts;

function metadataComplaint(value: unknown): string | undefined {
  const inner = jsonComplaint(value, 1);
  if (inner) return inner;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > limits.metadata ? `must have at most ${limits.metadata} bytes as JSON` : undefined;
}

function jsonComplaint(value: unknown, depth: number): string | undefined {
  if (depth > limits.metadataDepth + 1)
    return `must be nested at most ${limits.metadataDepth} deep`;
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : 'must hold finite numbers';
  if (typeof value === 'string') return storableText.safeParse(value).error?.issues[0]?.message;
  if (Array.isArray(value)) return firstComplaint(value, depth);
  if (typeof value !== 'object' || !isPlain(value)) return 'must hold only JSON values';
  return firstComplaint([...Object.keys(value), ...Object.values(value)], depth);
}

function firstComplaint(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const complaint = jsonComplaint(value, depth + 1);
    if (complaint) return complaint;
  }
  return undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

export const sharedWith = z.strictObject({
  userIds: idList('Ids of users.', limits.sharedWith).optional(),
  groupIds: idList('Ids of groups that you own or belong to.', limits.sharedWith).optional(),
});
