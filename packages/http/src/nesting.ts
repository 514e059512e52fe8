/**
 * Whether JSON text has brackets nested more than `maxDepth` levels deep, determined from its bytes: parsing megabytes
 * of brackets, only to refuse them, would hold up everyone else for seconds.
 */
export function isTextNestedBeyond(maxDepth: number, json: Uint8Array): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isInString) {
      if (byte === code.backslash) at += 1;
      else if (byte === code.quote) isInString = false;
    } else if (byte === code.quote) isInString = true;
    else if (byte === code.openBracket || byte === code.openBrace) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (byte === code.closeBracket || byte === code.closeBrace) depth -= 1;
  }
  return false;
}

const code = {
  quote: 0x22,
  backslash: 0x5c,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/**
 * The same of a value that is parsed already. Goes level by level, because a walk that calls itself is
 * what deep nesting would break.
 */
export function isValueNestedBeyond(maxDepth: number, value: unknown): boolean {
  let level = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    const next: object[] = [];
    for (const container of level) {
      for (const child of Object.values(container)) if (isContainer(child)) next.push(child);
    }
    level = next;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
