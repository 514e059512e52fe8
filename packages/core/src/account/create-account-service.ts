import { randomUUID } from 'node:crypto';
import { invalidField, parseInput } from '../invalid-input.js';
import type { ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { UserStore } from '../ports/user-store.js';
import { type Principal, requireScope } from '../token/principal.js';
import type { AccountService } from './account-service.js';
import { type ArchiveSources, accountArchive } from './archive/account-archive.js';
import type { Eraser } from './eraser.js';
import { eraseInput } from './profile-input.js';
import type { ProfileService } from './profile-service.js';

export interface AccountContext extends Omit<ArchiveSources, 'activity'> {
  readonly activity: Pick<ActivityStore, 'list' | 'append'>;
  readonly profile: Pick<ProfileService, 'own'>;
  readonly users: Pick<UserStore, 'findById'>;
  readonly eraser: Eraser;
  readonly clock: Clock;
}

/** The account of `principal`. The services in `context` have to be those of the same principal. */
export function createAccountService(
  context: AccountContext,
  principal: Principal,
): AccountService {
  const { activity, profile, users, eraser, clock } = context;
  const { userId, clientId } = principal;
  return {
    async exportArchive() {
      requireScope(principal, 'memories:read');
      return accountArchive(context, await profile.own(), clock.now());
    },
    async erase(input) {
      requireScope(principal, 'memories:write');
      const { confirm } = parseInput(eraseInput, input);
      const { username = userId as string } = (await users.findById(userId)) ?? {};
      if (confirm.toLowerCase() !== username.toLowerCase()) {
        throw invalidField('confirm', 'is not the username');
      }
      await eraser.erase(userId);
      await activity.append([
        {
          ...{ id: randomUUID(), at: clock.now(), action: 'user_erased', outcome: 'success' },
          ...{ reason: undefined, userId, clientId },
          ...{ address: undefined, durationMs: undefined, details: undefined },
        },
      ]);
    },
  };
}
