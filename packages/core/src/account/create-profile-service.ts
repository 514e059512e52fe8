import type { z } from 'zod';
import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { ProfileStore, StoredProfile } from '../ports/profile-store.js';
import type { TextCipher } from '../ports/text-cipher.js';
import type { UserAccount, UserStore } from '../ports/user-store.js';
import type { Guard } from '../token/guard.js';
import type { Profile, ProfileFields, PublicProfile } from './profile.js';
import { findUsersInput, getProfileInput, updateProfileInput } from './profile-input.js';
import type { ProfileService } from './profile-service.js';
import { openForOthers, openProfile, sealProfile } from './sealed-profile.js';
import { type Settings, settingsOf } from './settings.js';

export interface ProfileContext {
  readonly profiles: ProfileStore;
  readonly users: Pick<UserStore, 'findById'>;
  readonly cipher: TextCipher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when a user's settings have changed. */
  readonly onSettings: (userId: UserId) => void;
}

/** The number of times a change is retried after a concurrent change. */
const attempts = 20;
/** Shorter ones would list whole alphabets. */
const minPrefixLength = 3;

/** Profiles as the guard's principal may use them. */
export function createProfileService(context: ProfileContext, guard: Guard): ProfileService {
  const { profiles, users, cipher, clock, logger } = context;
  const { userId } = guard.principal;

  const read = (id: UserId) => Promise.all([profiles.find(id), users.findById(id)]);

  async function own(): Promise<Profile> {
    const [stored, account] = await read(userId);
    return ownProfile(userId, account, stored, stored ? await openProfile(cipher, stored) : {});
  }

  /** A hidden user takes the same time as a missing one. */
  async function ofOther(id: UserId): Promise<PublicProfile> {
    const [stored, account] = await read(id);
    if (!stored?.discoverable || account?.isActive === false) throw noSuchUser();
    const fields = await openForOthers(cipher, logger, stored);
    if (!fields) throw noSuchUser();
    return publicProfile(id, account?.username, fields);
  }

  async function update(change: Change): Promise<Profile> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const [before, account] = await read(userId);
      const fields = changedFields(before ? await openProfile(cipher, before) : {}, change);
      const now = clock.now();
      const profile: StoredProfile = {
        userId,
        sealed: await sealProfile(cipher, userId, fields),
        ...changedSettings(settingsOf(before), change.settings ?? {}),
        // Increases with each change, so that two changes in the same millisecond can be distinguished.
        updatedAt: before ? new Date(Math.max(now.getTime(), before.updatedAt.getTime() + 1)) : now,
      };
      if (await profiles.put(profile, before?.updatedAt)) {
        context.onSettings(userId);
        return ownProfile(userId, account, profile, fields);
      }
    }
    throw new PicardError(
      'unavailable',
      'Too many requests are changing the profile at the same time.',
    );
  }

  return {
    own: () => guard.run('get_profile', 'memories:read', undefined, own),
    get: (id) =>
      guard.run('get_profile', 'memories:read', { userId: id }, async () => {
        const { userId: wanted = userId } = parseInput(getProfileInput, { userId: id });
        return wanted === userId ? own() : ofOther(wanted as UserId);
      }),
    update: (input) =>
      guard.run('update_profile', 'memories:write', undefined, async () => {
        const { settings = {}, ...fields } = parseInput(updateProfileInput, input);
        const given = [...Object.values(fields), ...Object.values(settings)];
        if (given.every((value) => value === undefined)) {
          throw invalidField('input', 'must contain at least one field to change');
        }
        return update({ settings, ...fields });
      }),
    find: (input) =>
      guard.run('find_users', 'memories:read', undefined, async () => {
        const { query, limit } = parseInput(findUsersInput, input);
        const isPrefix = query.length >= minPrefixLength;
        const found = await profiles.findDiscoverable({
          ...{ viewerId: userId, username: query, isPrefix, limit },
        });
        const shown = await Promise.all(
          found.map(async ({ username, profile }) => {
            const fields = await openForOthers(cipher, logger, profile);
            return fields && publicProfile(profile.userId, username, fields);
          }),
        );
        return shown.flatMap((profile) => profile ?? []);
      }),
  };
}

type Change = z.output<typeof updateProfileInput>;

function ownProfile(
  userId: UserId,
  account: UserAccount | undefined,
  stored: StoredProfile | undefined,
  fields: ProfileFields,
): Profile {
  return {
    ...publicProfile(userId, account?.username, fields),
    email: account?.email,
    locale: fields.locale,
    createdAt: account?.createdAt,
    settings: settingsOf(stored),
  };
}

function publicProfile(
  id: UserId,
  username: string | undefined,
  { name = username, bio, avatarUrl }: ProfileFields,
): PublicProfile {
  return { id, username, name, bio, avatarUrl };
}

function changedFields(fields: ProfileFields, change: Change): ProfileFields {
  return {
    name: replaced(change.name, fields.name),
    bio: replaced(change.bio, fields.bio) || undefined,
    avatarUrl: replaced(change.avatarUrl, fields.avatarUrl),
    locale: replaced(change.locale, fields.locale),
  };
}

function changedSettings(settings: Settings, change: NonNullable<Change['settings']>): Settings {
  return {
    defaultPermission: change.defaultPermission ?? settings.defaultPermission,
    defaultExpiryDays: replaced(change.defaultExpiryDays, settings.defaultExpiryDays),
    personaEnabled: change.personaEnabled ?? settings.personaEnabled,
    discoverable: change.discoverable ?? settings.discoverable,
  };
}

/** Absent stays, `null` clears. */
function replaced<Value>(
  change: Value | null | undefined,
  value: Value | undefined,
): Value | undefined {
  return change === undefined ? value : (change ?? undefined);
}

function noSuchUser(): PicardError {
  return new PicardError('not_found', 'There is no such user.');
}
