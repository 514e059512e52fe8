import { invalidField } from '@picard-mcp/core/operations';

/** A parameter of a query as the description of the API names it. */
export interface QueryParameter {
  readonly name: string;
  /** JSON Schema. */
  readonly schema: object;
}

/**
 * The input of an operation as a query gives it: a parameter for a list may be repeated, one for a boolean is `true`
 * or `false`. What is anything else stays what it is, for the schema to refuse.
 */
export function queryInput(
  query: URLSearchParams,
  parameters: readonly QueryParameter[],
): Record<string, unknown> {
  const types = new Map(
    parameters.map(({ name, schema }) => [name, 'type' in schema ? schema.type : undefined]),
  );
  const input: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const type = types.get(name);
    if (type === 'array') input[name] = values;
    else if (values.length > 1) throw invalidField(name.slice(0, 200), 'must not be repeated');
    else input[name] = type === 'boolean' ? booleanOf(values[0]) : values[0];
  }
  return input;
}

function booleanOf(text: string | undefined): boolean | string | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}
