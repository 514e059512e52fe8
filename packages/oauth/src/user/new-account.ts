import { z } from '@hono/zod-openapi';
import { maxPasswordLength } from '../password/password.js';

/** Long enough that guessing, at 20 attempts per 15 minutes, is infeasible. */
export const minPasswordLength = 8;

/**
 * Latin letters alone: names of other alphabets that look the same would be other people. Compared
 * without regard to case. An `@` is not allowed, so that no username is another user's email address.
 */
export const username = z
  .string('must be a text')
  .trim()
  .normalize('NFC')
  .min(1, 'must not be empty')
  .max(64, 'must have at most 64 characters')
  .regex(/^[A-Za-z0-9._-]*$/, 'can contain only letters from a to z, digits, ".", "_" and "-"')
  .openapi({ example: 'ann' });

export const email = z
  .string('must be a text')
  .trim()
  .normalize('NFC')
  .min(1, 'must not be empty')
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must look like name@example.com'))
  .openapi({ example: 'ann@example.com', format: 'email' });

/** Taken as it is, blanks included; hashed in NFC. */
export const newPassword = z
  .string('must be a text')
  .min(minPasswordLength, `must have at least ${minPasswordLength} characters`)
  .max(maxPasswordLength, `must have at most ${maxPasswordLength} characters`)
  .refine((text) => text.isWellFormed(), 'must not contain lone surrogates')
  .openapi({ format: 'password', example: 'correct horse battery' });

/** What a new local account is made of. */
export const newAccount = z.strictObject({ username, email, password: newPassword });

export type NewAccount = z.output<typeof newAccount>;
