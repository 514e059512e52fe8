import type { AccountService } from './account/account-service.js';
import type { ActivityService } from './account/activity.js';
import type { ProfileService } from './account/profile-service.js';
import type { MemoryService } from './memory/memory-service.js';
import type { GroupService } from './permission/group-service.js';
import type { PersonaService } from './persona/persona-service.js';
import type { Principal } from './token/principal.js';
import type { TransferService } from './transfer/transfer-service.js';

/** The services of one principal. Every method checks the principal's scopes. */
export interface Services {
  readonly principal: Principal;
  readonly memories: MemoryService;
  /** Export and import of memories as files. */
  readonly transfer: TransferService;
  readonly groups: GroupService;
  readonly personas: PersonaService;
  readonly activity: ActivityService;
  readonly profile: ProfileService;
  /** The caller's account as a whole: its archive and its erasure. */
  readonly account: AccountService;
}
