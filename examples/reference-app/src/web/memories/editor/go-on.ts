import type { Request, Response } from 'express';
import { saveSession } from '../../http/sessions.js';
import { tell } from '../../http/toast.js';
import { visitOf } from '../../http/visit.js';
import { isInPlace } from './in-place.js';

/**
 * Goes on to the page that comes after saving, with a word about it. An editor in the place of a card follows by itself
 * and takes the card out of that page; any other one leaves its page.
 */
export async function goOn(
  request: Request,
  response: Response,
  { message, path }: { readonly message: string; readonly path: string },
): Promise<void> {
  tell(request, { kind: 'success', message });
  await saveSession(request);
  if (visitOf(response).isPartial && !isInPlace(request)) {
    response.setHeader('HX-Redirect', path);
    return void response.sendStatus(200);
  }
  response.redirect(303, path);
}
