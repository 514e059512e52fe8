import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the installation held when it was dumped, as its own operations told it. Times are ISO 8601. */
export interface Manifest {
  /** Tests let the clock stand here, so that tokens and expiries stay what they were. */
  readonly takenAt: string;
  readonly issuer: string;
  /** Two keys: some data keys are wrapped by the older one. */
  readonly encryptionKeys: string;
  /** By a name of this file. Only local users have a password. */
  readonly users: Readonly<Record<string, { readonly id: string; readonly password?: string }>>;
  readonly accounts: readonly ({ readonly id: string } & Fields)[];
  readonly clients: Readonly<Record<string, { readonly id: string; readonly secret?: string }>>;
  readonly grants: readonly ManifestGrant[];
  readonly revokedGrant: ManifestGrant;
  readonly groups: readonly ManifestGroup[];
  readonly profiles: Readonly<Record<string, Fields>>;
  readonly personas: readonly ManifestPersona[];
  readonly activity: Readonly<Record<string, readonly ({ readonly id: string } & Fields)[]>>;
  readonly deletedMemoryIds: readonly string[];
  readonly memories: readonly ManifestMemory[];
}

type Fields = Readonly<Record<string, unknown>>;

export interface ManifestGrant {
  readonly client: string;
  readonly user: string;
  readonly refreshToken: string;
  readonly accessToken: string;
}

export interface ManifestGroup extends Fields {
  readonly id: string;
  readonly ownerId: string;
  readonly memberIds: readonly string[];
}

export interface ManifestPersona extends Fields {
  readonly id: string;
  readonly userId: string;
  readonly memoryFilter: Fields & { readonly tags?: readonly string[]; readonly category?: string };
}

export interface ManifestMemory {
  readonly id: string;
  /** Name of a user. */
  readonly owner: string;
  readonly text: string;
  readonly permission: 'private' | 'public' | 'shared';
  /** Of a shared memory. */
  readonly sharedWith?: {
    readonly userIds: readonly string[];
    readonly groupIds: readonly string[];
  };
  readonly tags: readonly string[];
  readonly category?: string;
  readonly metadata: Fields;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expirationDate?: string;
  readonly isExpired: boolean;
}

export const manifest: Manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, 'installation-2026-11.json'), 'utf8'),
);

export const users = Object.entries(manifest.users).map(([name, user]) => ({ name, ...user }));

/** The id of the user of that name. */
export function userId(name: string): string {
  const user = manifest.users[name];
  if (!user) throw new Error(`The manifest has no user ${name}.`);
  return user.id;
}

/** Whether the user may read the memory, by the rules of the day of the dump. Expired ones are read by nobody. */
export function isReadableBy(viewerId: string, memory: ManifestMemory): boolean {
  if (memory.isExpired) return false;
  if (userId(memory.owner) === viewerId || memory.permission === 'public') return true;
  if (memory.permission === 'private') return false;
  const { userIds = [], groupIds = [] } = memory.sharedWith ?? {};
  return (
    userIds.includes(viewerId) ||
    manifest.groups.some(
      ({ id, ownerId, memberIds }) =>
        groupIds.includes(id) && [ownerId, ...memberIds].includes(viewerId),
    )
  );
}
