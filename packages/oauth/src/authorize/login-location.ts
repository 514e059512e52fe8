import type { PageContext } from '../pages/page-context.js';

export interface LoginLocationOptions {
  /** Whether a logged-in user must log in again. */
  readonly again: boolean;
}

/** Where a browser logs in for an authorization request and is then led to its consent page. */
export function loginLocation(
  sealedRequest: string,
  { browsers, pathOf }: Pick<PageContext, 'browsers' | 'pathOf'>,
  { again }: LoginLocationOptions,
): string {
  const request = { request: sealedRequest };
  return (
    browsers.hostLogin?.loginUrl(pathOf('/consent', request)) ??
    pathOf('/login', again ? { ...request, switch: '1' } : request)
  );
}
