import { z } from 'zod';
import { type ErrorBody, PicardError } from '../errors.js';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The schema of a library call's input as the wire names it: keys in snake_case, nested objects too.
 * Parsing gives the library's names back.
 */
export function onTheWire<Schema extends z.ZodObject>(schema: Schema) {
  const names = new Map(Object.keys(schema.shape).map((name) => [snake(name), name]));
  const shape = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [snake(name), nested(field as z.ZodType)]),
  );
  return z
    .strictObject(shape)
    .transform(
      (value) =>
        Object.fromEntries(
          Object.entries(value).map(([name, part]) => [names.get(name) ?? name, part]),
        ) as z.output<Schema>,
    );
}

function nested(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodObject) return describedAs(field, onTheWire(field));
  if (!(field instanceof z.ZodOptional || field instanceof z.ZodNullable)) return field;
  const inner = field.unwrap() as z.ZodType;
  const named = nested(inner);
  if (named === inner) return field;
  return describedAs(field, field instanceof z.ZodOptional ? named.optional() : named.nullable());
}

function describedAs({ description }: z.ZodType, schema: z.ZodType): z.ZodType {
  return description === undefined ? schema : schema.describe(description);
}

/** A domain error's body with its field named as the wire names it. */
export function inWireNames(error: ErrorBody): ErrorBody {
  const field = error.details?.field;
  if (error.code !== 'invalid_input' || typeof field !== 'string') return error;
  const named = snake(field);
  if (named === field) return error;
  const message = error.message.slice(`${field}: `.length);
  return {
    code: error.code,
    message: `${named}: ${message}`,
    details: { field: named, fields: [{ field: named, message }] },
  };
}

/** Any error of an operation, an `invalid_input` with its field named as the wire names it. */
export function errorInWireNames(error: unknown): unknown {
  if (!(error instanceof PicardError) || error.code !== 'invalid_input') return error;
  const { code, message, details } = inWireNames(error);
  return new PicardError(code, message, { ...(details && { details }), cause: error });
}
