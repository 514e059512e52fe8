import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A schema as JSON Schema 2020-12, as clients and models are shown it. A format says what its pattern
 * would: the long patterns of UUIDs and times are left out.
 */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
}
