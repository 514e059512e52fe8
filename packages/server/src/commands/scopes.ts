import { type Scope, scopes } from '@picard-mcp/core';
import { InvalidArgumentError, Option } from 'commander';

const usualScopes: readonly Scope[] = ['memories:read', 'memories:write'];

/** `--scopes`: separated by spaces or commas. */
export function scopesOption(): Option {
  return new Option('--scopes <scopes>', `some of ${scopes.join(' ')}`)
    .argParser(parseScopes)
    .default(usualScopes, usualScopes.join(' '));
}

function parseScopes(text: string): Scope[] {
  const asked = text.split(/[\s,]+/).filter(Boolean);
  const known = scopes.filter((scope) => asked.includes(scope));
  if (asked.length > 0 && asked.every((scope) => scopes.some((each) => each === scope))) {
    return known;
  }
  throw new InvalidArgumentError(`The scopes must be among ${scopes.join(' ')}.`);
}
