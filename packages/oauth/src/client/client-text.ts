import { z } from '@hono/zod-openapi';

/**
 * Characters that change how the text around them is shown: controls, line separators, and those that
 * turn the direction of writing. A name that holds them could pose as another on the consent page.
 */
const disguising = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** One line of text as a client or an administrator gives it, trimmed. */
export const line = (length: number) =>
  z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(length, `must have at most ${length} characters`)
    .refine((text) => text.isWellFormed(), 'must not contain lone surrogates')
    .refine((text) => !disguising.test(text), 'must not contain control characters');

/** The longest name of a client, in characters. */
export const maxClientNameLength = 200;
/** Maximum number of redirect URIs of a client. */
export const maxRedirectUris = 50;
