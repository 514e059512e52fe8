import type { MemoryService } from './memory/memory-service.js';
import type { GroupService } from './permission/group-service.js';
import type { Principal } from './token/principal.js';

/** Picard as one principal may use it. Every method checks the principal's scopes. */
export interface BoundPicard {
  readonly principal: Principal;
  readonly memories: MemoryService;
  readonly groups: GroupService;
}
