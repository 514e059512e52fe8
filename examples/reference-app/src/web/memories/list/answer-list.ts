import type { Request, Response } from 'express';
import { sendPage } from '../../http/send-page.js';
import { saveSession } from '../../http/sessions.js';
import { tell } from '../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../http/visit.js';
import { visitorLeft } from '../../http/visitor-left.js';
import type { Page } from '../../ui/page.js';
import { currentPath } from '../editor/in-place.js';
import type { ListModel } from './list-model.js';
import { listPage } from './list-page.js';
import { changedList, listPath, parseListQuery } from './list-query.js';
import { isStaleCursor, readList } from './read-list.js';

type Rest = Pick<ListModel, 'names' | 'tags' | 'categories' | 'ownerName'>;

/**
 * Answers a page of a list. Addresses with empty fields, as forms without script make them, lead to the short one; a place of
 * other filters leads to the first page.
 *
 * @param readRest what the page shows besides, once the memories are known.
 */
export async function answerList(
  request: Request,
  response: Response,
  isOwn: boolean,
  readRest: (visit: ConnectedVisit, found: ListModel['found']) => Promise<Rest>,
): Promise<void> {
  const visit = connectedOf(response);
  const { query, errors, isPlain } = parseListQuery(request.query, isOwn);
  const isWrong = Object.keys(errors).length > 0;
  if (visit.isPartial) response.setHeader('HX-Push-Url', newPath(request, listPath(query)));
  else if (!isPlain && !isWrong) return response.redirect(303, listPath(query));

  let page: Page;
  try {
    const found = isWrong
      ? undefined
      : await readList(visit, query, { signal: visitorLeft(response) });
    page = listPage(visit, { query, errors, found, ...(await readRest(visit, found)) });
  } catch (error) {
    if (!isStaleCursor(error)) throw error;
    tell(request, { kind: 'info', message: visit.text.memories.list.staleCursor });
    await saveSession(request);
    return response.redirect(303, listPath(changedList(query, {})));
  }
  sendPage(response, page);
}

/** The address to go on to; none where the visitor is there already, so that going back leads elsewhere. */
function newPath(request: Request, path: string): string {
  return currentPath(request) === path ? 'false' : path;
}
