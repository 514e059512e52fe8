/** Careful looks into a message that the SDK has not checked yet. */
export function methodOf(message: unknown): string | undefined {
  const method = property(message, 'method');
  return typeof method === 'string' ? method : undefined;
}

/** A parameter of a message, or one further inside. */
export function paramOf(message: unknown, ...path: readonly string[]): unknown {
  return path.reduce(property, property(message, 'params'));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
