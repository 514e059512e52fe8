import { z } from 'zod';
import { several } from '../../http/forms.js';

/** The ids of a field of a form, which may be given several times or separated by commas. What is no id is left out. */
export const idList = several.transform((values) => [
  ...new Set(
    values
      .flatMap((value) => value.split(','))
      .map((value) => value.trim().toLowerCase())
      .filter((value) => z.uuid().safeParse(value).success),
  ),
]);
