import type { HttpHandler } from '@picard-mcp/http';
import { formOf, type HtmlForm, textOf } from './html-form.js';
import { sendTestRequest, type TestRequest } from './test-request.js';

/** An answer as a browser shows it, after the redirects within the server. */
export interface TestPage {
  readonly response: Response;
  /** Where it lies: path and query. */
  readonly path: string;
  readonly html: string;
  /** What a person reads. */
  readonly text: string;
  /** Where it leads when it is a redirect out of the server. */
  readonly leavesTo: URL | undefined;
}

/** A browser with cookies of its own, which follows redirects within the server and can send forms. */
export interface TestBrowser {
  /** By name. May be changed by tests. */
  readonly cookies: Map<string, string>;
  open(path: string, request?: TestRequest): Promise<TestPage>;
  /** Sends one request without following redirects and stores the cookies of the response. */
  send(path: string, request?: TestRequest): Promise<Response>;
  /** Sends the form of a page with these values in its fields; a button is a field too. */
  submit(
    page: Pick<TestPage, 'html' | 'path'>,
    values?: Readonly<Record<string, string>>,
    request?: TestRequest,
  ): Promise<TestPage>;
}

export interface TestBrowserOptions {
  readonly handler: Pick<HttpHandler, 'fetch'>;
  /** Origin of the server. */
  readonly origin: string;
  /** Path that it is mounted under. Default: none. */
  readonly prefix?: string;
  readonly now: () => Date;
  readonly address?: string;
}

const maxRedirects = 10;

export function testBrowser(options: TestBrowserOptions): TestBrowser {
  const { handler, origin, prefix = '', now, address } = options;
  const cookies = new Map<string, string>();

  async function send(path: string, request: TestRequest = {}): Promise<Response> {
    const response = await sendTestRequest(handler, origin, withoutPrefix(path, prefix), {
      ...(address === undefined ? {} : { address }),
      ...request,
      cookies: { ...Object.fromEntries(cookies), ...request.cookies },
    });
    for (const line of response.headers.getSetCookie()) storeCookie(cookies, line, now());
    return response;
  }

  async function open(path: string, request?: TestRequest): Promise<TestPage> {
    let place = new URL(path, origin);
    let response = await send(path, request);
    for (let followed = 0; isRedirect(response); followed += 1) {
      if (followed === maxRedirects) throw new Error(`too many redirects at ${place.href}`);
      const target = new URL(response.headers.get('location') ?? '', place);
      if (target.origin !== origin) return { ...page(place), response, leavesTo: target };
      place = target;
      response = await send(`${place.pathname}${place.search}`, {
        ...(request?.address === undefined ? {} : { address: request.address }),
      });
    }
    return { ...page(place, await response.clone().text()), response };
  }

  return {
    cookies,
    send,
    open,
    submit({ html, path }, values = {}, request = {}) {
      const form: HtmlForm = formOf(html);
      const action = new URL(form.action, new URL(path, origin));
      return open(`${action.pathname}${action.search}`, {
        ...request,
        form: { ...form.fields, ...values },
        headers: { origin, 'sec-fetch-site': 'same-origin', ...request.headers },
      });
    },
  };
}

function page({ pathname, search }: URL, html = '') {
  return { path: `${pathname}${search}`, html, text: textOf(html), leavesTo: undefined };
}

/** A handler knows its paths without the mount. */
function withoutPrefix(path: string, prefix: string): string {
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

function isRedirect(response: Response): boolean {
  return [301, 302, 303, 307, 308].includes(response.status);
}

/** Stores or clears a cookie by its `Set-Cookie` line (RFC 6265 section 5.2). */
function storeCookie(cookies: Map<string, string>, line: string, now: Date): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf('='));
  const value = (key: string) =>
    attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
  const maxAge = value('max-age');
  const expires = value('expires');
  const isOver =
    maxAge !== undefined
      ? Number(maxAge) <= 0
      : expires !== undefined && new Date(expires).getTime() <= now.getTime();
  if (isOver) cookies.delete(name);
  else cookies.set(name, pair.slice(pair.indexOf('=') + 1));
}
