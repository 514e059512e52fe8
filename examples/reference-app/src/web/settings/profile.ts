import { z } from 'zod';
import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import { reasonOf } from '../http/failure-pages.js';
import { line } from '../http/forms.js';
import type { accountOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Input, Output } from '../memory-service/tools.js';
import type { Text } from '../text/text.js';

/** The user at the memory server, as the form shows it: by the names of its fields. */
export type ProfileFields = Readonly<Record<string, string>>;

/** What is known of the user at the memory server. */
export type KnownProfile =
  | { readonly fields: ProfileFields; readonly mayChange: boolean }
  | { readonly missing: 'disconnected' | 'notAllowed' }
  /** In words, why it could not be read. */
  | { readonly reason: string };

/** Asks the memory server; that it does not answer keeps no page from being shown. */
export async function readProfile(
  { memoryServices }: Context,
  visit: ReturnType<typeof accountOf>,
): Promise<KnownProfile> {
  const { connection, user } = visit;
  if (connection === undefined) return { missing: 'disconnected' };
  if (!allows(connection, 'memories:read')) return { missing: 'notAllowed' };
  try {
    const profile = await memoryServices(user.id).call('get_profile', {});
    return { fields: fieldsOf(profile), mayChange: allows(connection, 'memories:write') };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'disconnected') return { missing: 'disconnected' };
    return { reason: reasonOf(visit, error) };
  }
}

function fieldsOf({ name, bio, settings }: Output<'get_profile'>): ProfileFields {
  return {
    display_name: name ?? '',
    bio: bio ?? '',
    default_permission: settings?.default_permission ?? 'private',
    default_expiry_days: settings?.default_expiry_days ? String(settings.default_expiry_days) : '',
    ...(settings?.persona_enabled && { persona_enabled: 'on' }),
    ...(settings?.discoverable && { discoverable: 'on' }),
  };
}

const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** Reads the form into what the memory server is to be told. */
export const profileForm = (words: Text['settings']['profile']) =>
  z
    .object({
      display_name: line(100, words.nameWrong),
      bio: z.string({ error: words.bioWrong }).trim().max(1000, words.bioWrong),
      default_permission: z.enum(['private', 'public'], { error: words.choose }),
      default_expiry_days: z
        .string({ error: words.expiryWrong })
        .trim()
        .regex(/^\d{0,5}$/, words.expiryWrong)
        .transform((days) => (days === '' ? null : Number(days)))
        .refine((days) => days === null || (days >= 1 && days <= 36_500), words.expiryWrong),
      persona_enabled: checkbox,
      discoverable: checkbox,
    })
    .transform(
      ({ display_name, bio, ...settings }): Input<'update_profile'> => ({
        name: display_name || null,
        bio: bio || null,
        settings,
      }),
    );
