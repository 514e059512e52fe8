import type { Response } from 'express';
import { allows } from '../connection/connection.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Group } from '../memory-service/tools.js';
import { ownIdOf } from '../people/own-id.js';

/** A group as the visitor stands to it. */
export interface VisitedGroup {
  readonly visit: ConnectedVisit;
  readonly group: Group;
  readonly isOwner: boolean;
  /** The visitor's id at the memory server. */
  readonly ownId: string;
}

/**
 * The group that a route is about.
 *
 * @throws ServiceError `not_found` for one that the visitor neither owns nor belongs to.
 */
export async function visitedGroup(id: string, response: Response): Promise<VisitedGroup> {
  const visit = connectedOf(response);
  const [{ groups }, ownId] = await Promise.all([
    visit.memory.call('list_groups', {}),
    ownIdOf(visit),
  ]);
  const group = groups.find((each) => each.id === id);
  if (!group) throw noSuchGroup();
  return { visit, group, ownId, isOwner: group.owner_id === ownId };
}

/** The same for what only the owner does: there is no such thing to do for anybody else. */
export async function ownedGroup(id: string, response: Response): Promise<VisitedGroup> {
  const visited = await visitedGroup(id, response);
  if (!visited.isOwner) throw noSuchGroup();
  return visited;
}

export function mayChange({ connection }: Pick<ConnectedVisit, 'connection'>): boolean {
  return allows(connection, 'memories:write');
}

function noSuchGroup(): ServiceError {
  return new ServiceError('not_found', 'There is no such group.');
}
