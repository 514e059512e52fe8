import { z } from 'zod';
import { defaultPermissions } from '../account/settings.js';

const onlyOwn = 'Present only in your own profile.';

/** Outputs are loose: a later version may add fields without breaking a client that checks them. */
export const publicProfileSchema = z
  .looseObject({
    id: z.uuid(),
    username: z.string().nullable().describe('null: a user without an account on this server.'),
    name: z.string().nullable(),
    bio: z.string().nullable(),
    avatar_url: z.string().nullable(),
  })
  .describe('A user as other users see them.');

export const ownProfileSchema = publicProfileSchema
  .extend({
    email: z.string().nullable(),
    locale: z.string().nullable(),
    created_at: z.iso.datetime().nullable(),
    settings: z.looseObject({
      default_permission: z.enum(defaultPermissions),
      default_expiry_days: z.int().nullable(),
      persona_enabled: z.boolean(),
      discoverable: z.boolean(),
    }),
  })
  .describe("The caller's own profile.");

export const profileSchema = publicProfileSchema
  .extend({
    email: ownProfileSchema.shape.email.optional().describe(onlyOwn),
    locale: ownProfileSchema.shape.locale.optional().describe(onlyOwn),
    created_at: ownProfileSchema.shape.created_at.optional().describe(onlyOwn),
    settings: ownProfileSchema.shape.settings.optional().describe(onlyOwn),
  })
  .describe('A user.');
