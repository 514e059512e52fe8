import { type AccountContext, createAccountService } from './account/create-account-service.js';
import { type ActivityContext, createActivityService } from './account/create-activity-service.js';
import { createProfileService, type ProfileContext } from './account/create-profile-service.js';
import { createMemoryService } from './memory/create-memory-service.js';
import type { MemoryContext } from './memory/memory-context.js';
import { createGroupService, type GroupContext } from './permission/create-group-service.js';
import { createPersonaService } from './persona/create-persona-service.js';
import type { PersonaContext } from './persona/persona-context.js';
import type { Services } from './services.js';
import type { Guard } from './token/guard.js';
import { createTransferService } from './transfer/create-transfer-service.js';

/** What the services of every principal share. */
export interface ServiceContexts {
  readonly memory: MemoryContext;
  readonly group: GroupContext;
  readonly persona: Omit<PersonaContext, 'memories'>;
  readonly profile: ProfileContext;
  readonly activity: ActivityContext;
  readonly account: Omit<AccountContext, 'memories' | 'groups' | 'personas' | 'profile'>;
}

/**
 * The services of one principal, each made when it is first used. `inner` are the same principal's services
 * that services use among themselves; by default, these.
 */
export function createServices(
  contexts: ServiceContexts,
  guard: Guard,
  inner?: Services,
): Services {
  const memories = once(() => createMemoryService(contexts.memory, guard));
  const transfer = once(() => createTransferService(contexts.memory, guard));
  const groups = once(() => createGroupService(contexts.group, guard));
  const personas = once(() => {
    const own = inner ?? services;
    return createPersonaService({ ...contexts.persona, memories: own.memories }, guard);
  });
  const activity = once(() => createActivityService(contexts.activity, guard));
  const profile = once(() => createProfileService(contexts.profile, guard));
  const account = once(() => {
    const own = inner ?? services;
    return createAccountService(
      {
        ...contexts.account,
        memories: own.memories,
        groups: own.groups,
        personas: own.personas,
        profile: own.profile,
      },
      guard,
    );
  });
  const services: Services = {
    principal: guard.principal,
    get memories() {
      return memories();
    },
    get transfer() {
      return transfer();
    },
    get groups() {
      return groups();
    },
    get personas() {
      return personas();
    },
    get activity() {
      return activity();
    },
    get profile() {
      return profile();
    },
    get account() {
      return account();
    },
  };
  return services;
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
