import { randomUUID } from 'node:crypto';
import { invalidField, parseInput } from '../invalid-input.js';
import type { ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { UserStore } from '../ports/user-store.js';
import { type Guard, unrecordedGuard } from '../token/guard.js';
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

/** The account of the guard's principal. The services in `context` must be those of the same principal. */
export function createAccountService(context: AccountContext, guard: Guard): AccountService {
  const { activity, profile, users, eraser, clock } = context;
  const { userId, clientId } = guard.principal;
  // An erasure writes its own entry, when it has taken everything else out of the record.
  const unrecorded = unrecordedGuard(guard.principal);
  return {
    exportArchive: () =>
      guard.run('export_account', 'memories:read', undefined, async () =>
        accountArchive(context, await profile.own(), clock.now()),
      ),
    erase: (input) =>
      unrecorded.run('erase_account', 'memories:write', undefined, async () => {
        const { confirm } = parseInput(eraseInput, input);
        const { username = userId as string } = (await users.findById(userId)) ?? {};
        if (confirm.toLowerCase() !== username.toLowerCase()) {
          throw invalidField('confirm', 'must be your username');
        }
        await eraser.erase(userId);
        await activity.append([
          {
            ...{ id: randomUUID(), at: clock.now(), action: 'user_erased', outcome: 'success' },
            ...{ reason: undefined, userId, clientId },
            ...{ address: undefined, durationMs: undefined, details: undefined },
          },
        ]);
      }),
  };
}
