import type { z } from 'zod';
import { PicardError } from './errors.js';

/** What `schema` makes of `value`. @throws PicardError `invalid_input` that names the field. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** An `invalid_input` that names one field. */
export function invalidField(field: string, message: string): PicardError {
  return new PicardError('invalid_input', `${field}: ${message}`, {
    details: { field, fields: [{ field, message }] },
  });
}

/** A schema's complaints as one error: the first in its message, up to 20 in its details. */
export function invalidInput(error: z.core.$ZodError): PicardError {
  const fields = error.issues
    .slice(0, 20)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .slice(0, 20)
            .map((key) => ({ field: fieldName([...issue.path, key]), message: 'unknown field' }))
        : [{ field: fieldName(issue.path), message: issue.message }],
    );
  const first = fields[0];
  return new PicardError(
    'invalid_input',
    first ? `${first.field}: ${first.message}` : 'The input is not valid.',
    { details: { field: first?.field ?? 'input', fields } },
  );
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  return name === '' ? 'input' : name.slice(0, 200);
}
