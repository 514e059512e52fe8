/**
 * The text as PostgreSQL can hold it: it has neither U+0000 nor lone surrogates. Both become U+FFFD. For
 * what strangers send, so that no text of theirs is a reason to fail; two texts that differ in nothing else
 * become one, so not for secrets.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The value as JSON that a `jsonb` can hold, its texts likewise. */
export function storableJson(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? storableText(inner) : inner,
  );
}
