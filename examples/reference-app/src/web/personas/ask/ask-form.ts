import { z } from 'zod';
import type { Text } from '../../text/text.js';

/** What the memory server takes. */
export const maxQuestionLength = 10_000;

/** What an address or a hidden field says wrongly counts as not said. */
const id = z.uuidv4().optional().catch(undefined);

/** Whom to ask; of `/personas/ask?user=…&persona=…&add_person=…` and of the form alike. */
export const whom = z.object({
  /** Whose personas are shown; absent: the visitor's own. */
  user: id,
  persona: id,
  /** A username that was typed, to show that person's personas. */
  add_person: z.string().trim().max(1_000).optional().catch(undefined),
});

export type Whom = z.output<typeof whom>;

/** The question, which must be one. */
export function questionField({ questions }: Pick<Text, 'questions'>) {
  return z.object({
    question: z
      .string({ error: questions.questionNeeded })
      // Browsers end lines with both characters, and would count two for one.
      .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
      .pipe(
        z
          .string()
          .min(1, questions.questionNeeded)
          .max(maxQuestionLength, questions.questionTooLong)
          .refine((text) => text.isWellFormed() && !text.includes('\0'), questions.unreadable),
      ),
  });
}
