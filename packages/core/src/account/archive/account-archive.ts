import { limits } from '../../limits.js';
import { deletedMemoryToJson, memoryToJson } from '../../memory/memory-json.js';
import type { MemoryService } from '../../memory/memory-service.js';
import type { GroupService } from '../../permission/group-service.js';
import type { PersonaService } from '../../persona/persona-service.js';
import type { ActivityEntry, ActivityStore } from '../../ports/activity-store.js';
import type { ClientAccess, UserAccess } from '../../ports/user-access.js';
import { activityToJson } from '../activity-json.js';
import type { Profile } from '../profile.js';
import { ownProfileToJson } from '../profile-json.js';
import { type ArchiveEntry, zipArchive } from './zip-archive.js';

type Group = Awaited<ReturnType<GroupService['list']>>[number];
type Persona = Awaited<ReturnType<PersonaService['list']>>[number];

export interface ArchiveSources {
  /** Of the user whose archive it is. */
  readonly memories: Pick<MemoryService, 'list' | 'listDeleted'>;
  readonly groups: Pick<GroupService, 'list'>;
  readonly personas: Pick<PersonaService, 'list'>;
  readonly activity: Pick<ActivityStore, 'list'>;
  /** Absent: no file of grants. */
  readonly access: Pick<UserAccess, 'list'> | undefined;
  /** As every wire carries them. */
  readonly toJson: {
    readonly group: (group: Group) => object;
    readonly persona: (persona: Persona) => object;
  };
}

const activityPage = 1_000;

/**
 * Everything that is stored about a user, as one ZIP: `profile.json`, `memories.jsonl` (the expired ones
 * too), `deleted.jsonl` (the trash), `groups.json`, `personas.json`, `grants.json` and `activity.jsonl`. Read page by page while it is
 * taken.
 */
export function accountArchive(
  { memories, groups, personas, activity, access, toJson }: ArchiveSources,
  profile: Profile,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const entries: ArchiveEntry[] = [
    { name: 'profile.json', content: json(async () => ownProfileToJson(profile)) },
    { name: 'memories.jsonl', content: memoryLines(memories) },
    { name: 'deleted.jsonl', content: deletedLines(memories) },
    { name: 'groups.json', content: json(async () => (await groups.list()).map(toJson.group)) },
    {
      name: 'personas.json',
      content: json(async () => (await personas.list()).map(toJson.persona)),
    },
    ...(access
      ? [
          {
            name: 'grants.json',
            content: json(async () => (await access.list(profile.id)).map(accessToJson)),
          },
        ]
      : []),
    { name: 'activity.jsonl', content: activityLines(activity, profile) },
  ];
  return zipArchive(entries, at);
}

async function* json(read: () => Promise<object>): AsyncGenerator<string> {
  yield `${JSON.stringify(await read(), undefined, 2)}\n`;
}

async function* memoryLines(memories: ArchiveSources['memories']): AsyncGenerator<string> {
  for (const expired of [false, true]) {
    let cursor: string | undefined;
    do {
      const page = await memories.list({
        ...{ expired, order: 'asc', limit: limits.page },
        ...(cursor !== undefined && { cursor }),
      });
      yield lines(page.memories.map(memoryToJson));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}

async function* deletedLines(memories: ArchiveSources['memories']): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await memories.listDeleted({ limit: limits.page, ...(cursor && { cursor }) });
    yield lines(page.memories.map(deletedMemoryToJson));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

async function* activityLines(
  activity: ArchiveSources['activity'],
  { id: userId }: Profile,
): AsyncGenerator<string> {
  let after: ActivityEntry | undefined;
  do {
    const page = await activity.list({
      ...{ userId, limit: activityPage },
      ...(after && { after: { at: after.at, id: after.id } }),
    });
    yield lines(page.map(activityToJson));
    after = page.length === activityPage ? page.at(-1) : undefined;
  } while (after);
}

function lines(items: readonly object[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

function accessToJson({ grantId, clientId, clientName, scopes, createdAt }: ClientAccess): object {
  return {
    grant_id: grantId,
    client_id: clientId,
    client_name: clientName ?? null,
    scope: scopes.join(' '),
    created_at: createdAt.toISOString(),
  };
}
