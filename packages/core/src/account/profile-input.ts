import { z } from 'zod';
import { type Input, label, storable, uuid } from '../field.js';
import { limits } from '../limits.js';
import { parseUrl } from '../parse-url.js';
import { defaultPermissions } from './settings.js';

const bio = storable(
  z.string().trim().max(limits.bio, `must have at most ${limits.bio} characters`),
).describe('A few words about yourself.');

/** No other scheme, no password in it: it is shown to others as the source of a picture. */
const avatarUrl = storable(
  z.string().trim().max(limits.avatarUrl, `must have at most ${limits.avatarUrl} characters`),
)
  .transform(parseUrl)
  .refine(
    (url) => url?.protocol === 'https:' && url.username === '' && url.password === '',
    'must be an https URL',
  )
  .transform((url) => url?.href ?? '')
  .refine((url) => url.length <= limits.avatarUrl, 'is too long')
  .describe('HTTPS URL of your picture.');

const locale = storable(z.string().trim().max(limits.locale, 'must be a language tag'))
  .transform((tag) => canonicalLocale(tag) ?? '')
  .refine((tag) => tag !== '', 'must be a language tag such as en or pt-BR')
  .describe('Your preferred language: a BCP 47 tag such as en or pt-BR.');

function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

const settings = z.strictObject({
  defaultPermission: z
    .enum(defaultPermissions)
    .optional()
    .describe('Permission of new memories that are submitted without one.'),
  defaultExpiryDays: z
    .int()
    .min(1)
    .max(limits.expiryDays)
    .nullable()
    .optional()
    .describe(
      'The number of days after which new memories expire that are submitted without an expiry; null: never.',
    ),
  personaEnabled: z.boolean().optional().describe('Whether other users may ask your personas.'),
  discoverable: z
    .boolean()
    .optional()
    .describe('Whether other users can find you by your username and read your profile.'),
});

export const updateProfileInput = z.strictObject({
  name: label(limits.profileName)
    .nullable()
    .optional()
    .describe('Your display name. null clears it.'),
  bio: bio.nullable().optional(),
  avatarUrl: avatarUrl.nullable().optional(),
  locale: locale.nullable().optional(),
  settings: settings.optional(),
});

export const getProfileInput = z.strictObject({
  userId: uuid.optional().describe('Id of the user whose profile to get. Default: your own.'),
});

export const findUsersInput = z.strictObject({
  query: label(limits.username).describe(
    'A username, or at least its first three characters, in any case.',
  ),
  limit: z.int().min(1).max(limits.foundUsers).default(10),
});

export const eraseInput = z.strictObject({
  confirm: z
    .string()
    .max(1_000)
    .describe('Your username, to confirm; your user id if you have no username.'),
});

/** A change of a profile. An absent field stays as it is, `null` clears it. */
export type UpdateProfileInput = Input<typeof updateProfileInput>;
export type FindUsersInput = Input<typeof findUsersInput>;
