import { z } from '@hono/zod-openapi';

/**
 * A name that another product gave: its rules are its own. Spaces around it are cut off; what cannot be
 * seen or stored is refused.
 */
const name = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine(isPlain, 'must not hold control characters');

function isPlain(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

/** The body of a direct connect. Members that Picard does not know are ignored. */
export const directConnectRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  username: name(255).openapi({
    description: 'The username in the client. Compared without regard to case.',
    example: 'maria',
  }),
  email: name(320)
    .regex(/^\S+@\S+$/u, 'must be an email address')
    .openapi({ example: 'maria@example.org' }),
  create_if_missing: z.boolean().default(true).openapi({
    description: 'Whether to create a user that the client has not asserted before.',
  }),
  scope: z.string().max(1_000).optional().openapi({
    description: 'Space-separated scopes. Default: the default scopes of clients.',
    example: 'memories:read memories:write',
  }),
});

export type DirectConnectRequest = z.output<typeof directConnectRequest>;
