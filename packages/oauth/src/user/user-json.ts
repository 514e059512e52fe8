import { z } from '@hono/zod-openapi';
import type { UserAccount } from '@picard-mcp/core/ports';

/** A user as programs read it. */
export const userSchema = z
  .object({
    id: z.uuidv4(),
    username: z.string(),
    email: z.string(),
    name: z.string().describe('The name shown on pages.'),
    created_at: z.iso.datetime(),
  })
  .openapi({
    example: {
      id: '6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a',
      username: 'ann',
      email: 'ann@example.com',
      name: 'ann',
      created_at: '2030-01-31T12:00:00.000Z',
    },
  });

export type UserJson = z.output<typeof userSchema>;

export function userToJson({ id, username, email, createdAt }: UserAccount): UserJson {
  return { id, username, email, name: username, created_at: createdAt.toISOString() };
}
