import { invalidField } from '@picard-mcp/core/operations';

/** What a query says in the words of an operation's input: `tags` may be repeated, `include_expired` is a boolean. */
export function queryInput(query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    if (name === 'tags') input.tags = values;
    else if (values.length > 1) throw invalidField(name.slice(0, 200), 'must not be repeated');
    else input[name] = name === 'include_expired' ? booleanOf(values[0]) : values[0];
  }
  return input;
}

/** Anything else stays what it is, for the schema to refuse. */
function booleanOf(text: string | undefined): boolean | string | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : text;
}
