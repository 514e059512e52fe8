import { z } from '@hono/zod-openapi';
import type { UserAccount } from '@picard-mcp/core/ports';
import { userSchema, userToJson } from '../user/user-json.js';

/** A user as administrators see it. */
export const adminUserSchema = z.object({
  ...userSchema.shape,
  realm: z
    .string()
    .nullable()
    .describe('The realm of the client that asserted the user; null for a local account.'),
  is_superuser: z.boolean(),
  is_active: z.boolean(),
});

export function adminUserToJson(account: UserAccount): z.output<typeof adminUserSchema> {
  return {
    ...userToJson(account),
    realm: account.realm ?? null,
    is_superuser: account.isSuperuser,
    is_active: account.isActive,
  };
}
