import type { Scope } from '../memory-service/tools.js';

/** How much a user lets this application do. */
export type Access = 'read' | 'write';

/** What is asked of the memory server for it. */
export const scopesOf: Readonly<Record<Access, string>> = {
  read: 'memories:read',
  write: 'memories:read memories:write',
};

const known: readonly string[] = [
  'memories:read',
  'memories:write',
  'memories:admin',
] satisfies readonly Scope[];

/** Scopes as the server writes them (RFC 6749 section 3.3), without those that this application does not know. */
export function parseScopes(text: string): readonly Scope[] {
  return text.split(' ').filter((each): each is Scope => known.includes(each));
}
