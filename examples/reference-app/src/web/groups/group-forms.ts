import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { several } from '../http/forms.js';
import type { Text } from '../text/text.js';

/** What the memory server takes. */
export const groupLimits = { name: 100, description: 1_000, members: 1_000 } as const;

/** Name and description. Browsers send line breaks as two characters, which are one to whoever typed them. */
export function groupForm({ groups }: Text) {
  return z.object({
    name: z
      .string({ error: groups.nameMissing })
      .trim()
      .min(1, groups.nameMissing)
      .max(groupLimits.name, groups.nameTooLong),
    description: z
      .string()
      .transform((text) => text.replaceAll('\r\n', '\n').trim())
      .pipe(z.string().max(groupLimits.description, groups.descriptionTooLong))
      .default(''),
  });
}

/** Of a new group: the same form makes one, however often it is sent. */
export const newGroupId = z.object({ id: z.uuidv4().catch(() => randomUUID()) });

/** `versionOf` the group that a form shows. */
export const shownVersion = z.object({ base_version: z.string().catch('') });

/** Who is chosen by a check box, and who was typed. */
export const membersForm = z.object({
  members: several.transform((ids) => ids.filter((id) => z.uuid().safeParse(id).success)),
  add_members: z.string().trim().default(''),
});
