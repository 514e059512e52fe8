import { z } from 'zod';
import { line } from '../http/forms.js';
import type { Text } from '../text/text.js';
import { maxPasswordLength, minPasswordLength } from './password.js';

type Words = Text['accounts'];

/** Starts with a letter or digit, so that no name reads like a path or an option. */
export function usernameField(words: Words) {
  return z
    .string({ error: words.usernameWrong })
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/, words.usernameWrong);
}

export function emailField(words: Words) {
  return line(254, words.emailWrong).pipe(z.email({ error: words.emailWrong }));
}

export function nameField(words: Words) {
  return line(100, words.nameWrong);
}

/** A password that is chosen now. */
export function newPasswordField(words: Words) {
  return z
    .string({ error: words.passwordShort })
    .min(minPasswordLength, words.passwordShort)
    .max(maxPasswordLength, words.passwordLong);
}

/** Whether a password is what everybody knows of its owner. */
export function isGuessable(password: string, known: readonly string[]): boolean {
  const guess = password.trim().toLowerCase();
  return known.some((each) => each.toLowerCase() === guess);
}
